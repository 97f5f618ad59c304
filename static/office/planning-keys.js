// The planning page by keyboard: Alt+↑/↓ on a ≡ moves its line; Space takes it up and puts it down.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-planning]");
  if (!root) {
    return;
  }
  let held = null; // {grip, before}: what is in the hand, and the order that Esc goes back to.
  const entries = () => [...root.querySelectorAll("[data-list] > .plan-entry")];
  const tell = (kind, detail = {}) => root.dispatchEvent(new CustomEvent(`plan:${kind}`, { detail }));

  function take(grip) {
    held = { grip, before: entries() };
    grip.setAttribute("aria-pressed", "true");
    root.classList.add("is-held");
    tell("say", { sentence: "已拿起。用上下方向键移动，按空格放下，按 Esc 放弃。" });
  }

  function drop(keep) {
    const { before } = held;
    held = null;
    root.classList.remove("is-held");
    root.querySelectorAll('.plan-grip[aria-pressed="true"]').forEach((grip) => {
      grip.setAttribute("aria-pressed", "false");
    });
    const changed = before.some((entry, number) => entry !== entries()[number]);
    if (keep && changed) {
      tell("send");
      return;
    }
    tell("show", { items: before });
    tell("still");
    tell("say", { sentence: keep ? "已放下，次序没有变。" : "已放弃，次序没有变。" });
  }

  root.addEventListener("keydown", (event) => {
    const grip = event.target.closest("button.plan-grip");
    if (!grip) {
      return;
    }
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by && (held || event.altKey)) {
      event.preventDefault();
      tell("shift", { item: grip.closest("li"), by, send: !held });
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (held) {
        drop(true);
      } else {
        take(grip);
      }
    } else if (event.key === "Escape" && held) {
      drop(false);
    }
  });

  // Whoever walks on to something else has put it down there.
  root.addEventListener("focusout", (event) => {
    if (held && event.relatedTarget && event.relatedTarget !== held.grip) {
      drop(true);
    }
  });
});
