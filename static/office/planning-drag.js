// Dragging on the planning page: a line shows where it will stand, a slip of paper follows the hand.
// Nothing is changed here: on letting go the page's script gets an event that says what was meant.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-planning]");
  if (!root) {
    return;
  }
  const EDGE = 64; // From here to the window's edge the page scrolls along.
  const START = 5; // A hand that trembles less than this many pixels clicks.
  let dragged = false;
  const isSection = (item) => item.classList.contains("plan-section");
  const items = () => [...root.querySelectorAll("[data-list] > .plan-entry")];

  function blockOf(item) {
    const block = [item];
    for (let next = item.nextElementSibling; isSection(item) && next?.matches(".plan-entry"); ) {
      block.push(next);
      next = next.nextElementSibling;
    }
    return block;
  }

  // The gaps in which the dragged lines may stand: {before: an entry or null for the end, y on screen}.
  function gaps(item) {
    const list = root.querySelector("[data-list]");
    const lines = [...list.children].filter((line) => !isSection(item) || isSection(line));
    const found = lines.map((line) => ({
      // A gap above a heading is one above its first entry; both are offered, the section above gets it.
      before: isSection(line) ? line.nextElementSibling : line,
      y: line.getBoundingClientRect().top,
    }));
    found.push({ before: null, y: list.getBoundingClientRect().bottom });
    return found;
  }

  function within(element, x, y) {
    const box = element?.getBoundingClientRect();
    return box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
  }

  function begin(item, down) {
    const fromPool = item.classList.contains("plan-free");
    const block = fromPool ? [item] : blockOf(item);
    const pool = root.querySelector(".plan-pool");
    const paper = root.querySelector(".plan-paper");
    const marker = Object.assign(document.createElement("div"), { className: "plan-marker" });
    const slip = Object.assign(document.createElement("div"), { className: "plan-slip" });
    const name = item.dataset.title ?? item.querySelector(".plan-name").textContent;
    let pointer = down;
    let goal = null;
    let frame = 0;

    slip.textContent = block.length > 1 ? `${name}（${block.length - 1}篇）` : name;
    document.body.append(slip);
    root.classList.add("is-dragging");
    block.forEach((part) => part.classList.add("is-lifted"));

    function look() {
      const { clientX: x, clientY: y } = pointer;
      slip.style.transform = `translate(${x + 12}px, ${y + 8}px)`;
      const overPool = within(pool, x, y);
      pool.classList.toggle("is-target", overPool && !fromPool && !isSection(item));
      goal = null;
      marker.remove();
      if (overPool) {
        goal = fromPool || isSection(item) ? null : { remove: true };
      } else if (within(paper, x, y)) {
        const near = gaps(item).reduce((a, b) => (Math.abs(b.y - y) < Math.abs(a.y - y) ? b : a));
        goal = { before: near.before };
        const box = root.querySelector("[data-list]").getBoundingClientRect();
        document.body.append(marker);
        marker.style.width = `${box.width}px`;
        marker.style.left = `${box.left + window.scrollX}px`;
        marker.style.top = `${near.y + window.scrollY}px`;
      }
    }

    function scroll() {
      const y = pointer.clientY;
      const by = y < EDGE ? y - EDGE : Math.max(0, y - window.innerHeight + EDGE);
      if (by) {
        window.scrollBy(0, by / 4);
        look();
      }
      frame = requestAnimationFrame(scroll);
    }

    function follow(move) {
      pointer = move;
      look();
    }

    function end(up) {
      cancelAnimationFrame(frame);
      for (const [kind, listener] of listeners) {
        document.removeEventListener(kind, listener);
      }
      marker.remove();
      slip.remove();
      pool.classList.remove("is-target");
      root.classList.remove("is-dragging");
      block.forEach((part) => part.classList.remove("is-lifted"));
      // A refusal may have put the page back under the hand: then there is nothing left to drop.
      if (up.type !== "pointerup" || !goal || !item.isConnected || !finish(goal)) {
        tell("plan:still", {});
      }
    }

    function tell(kind, detail) {
      root.dispatchEvent(new CustomEvent(kind, { detail }));
      return true;
    }

    function finish({ remove, before }) {
      const all = items();
      if (remove) {
        return tell("plan:remove", { item });
      }
      if (fromPool) {
        return tell("plan:place", { item, position: before ? all.indexOf(before) + 1 : all.length + 1 });
      }
      const moving = block.filter((line) => !isSection(line));
      let place = before;
      while (moving.includes(place)) {
        place = all[all.indexOf(place) + 1] ?? null;
      }
      const rest = all.filter((line) => !moving.includes(line));
      rest.splice(place ? rest.indexOf(place) : rest.length, 0, ...moving);
      return rest.some((line, number) => line !== all[number]) && tell("plan:order", { item, items: rest });
    }

    function escape(event) {
      if (event.key === "Escape") {
        end(event);
      }
    }

    const listeners = [
      ["pointermove", follow], ["pointerup", end], ["pointercancel", end], ["keydown", escape],
    ];
    for (const [kind, listener] of listeners) {
      document.addEventListener(kind, listener);
    }
    scroll();
    look();
  }

  root.addEventListener("pointerdown", (down) => {
    const item = down.target.closest(".plan-entry, .plan-section, .plan-free");
    const grip = down.target.closest(".plan-grip");
    // A finger scrolls the page everywhere but on the grip; a mouse may take a line anywhere.
    if (!item || down.button !== 0 || (down.pointerType === "touch" && !grip)) {
      return;
    }
    if (down.target.closest("button:not(.plan-grip), .plan-more")) {
      return;
    }
    const wait = (move) => {
      if (Math.hypot(move.clientX - down.clientX, move.clientY - down.clientY) >= START) {
        stop();
        begin(item, move);
        dragged = true;
      }
    };
    const stop = () => {
      document.removeEventListener("pointermove", wait);
      document.removeEventListener("pointerup", stop);
      document.removeEventListener("pointercancel", stop);
    };
    document.addEventListener("pointermove", wait);
    document.addEventListener("pointerup", stop);
    document.addEventListener("pointercancel", stop);
  });
  root.addEventListener("dragstart", (event) => event.preventDefault());
  // The click that ends a drag must not open the article under the hand; the next one may.
  root.addEventListener("click", (click) => dragged && click.preventDefault(), { capture: true });
  document.addEventListener("pointerup", () => setTimeout(() => {
    dragged = false;
  }));
});
