// An article's page: the steps do not leave typed text behind, Ctrl+Enter takes the next one, and the
// page says who else edits. Saving with Ctrl+S is every page's (office.js).
"use strict";
{
  const form = document.querySelector("#article_form");
  const isChanged = () => Boolean(form?.dataset.changed);

  // A step that is opened over unsaved text says so and offers to save first; it comes back afterwards.
  const RETURN_TO = "step-after-saving";

  const warn = (step) => {
    const panel = step.querySelector("form");
    panel.querySelector(".step-unsaved")?.remove();
    const go = panel.querySelector("button[type=submit]");
    go.disabled = isChanged();
    if (!isChanged()) {
      return;
    }
    const note = document.createElement("p");
    note.className = "step-unsaved";
    note.setAttribute("role", "alert");
    note.textContent = `页面上还有没保存的改动，要先保存再${go.textContent}。`;
    const save = document.createElement("button");
    save.type = "button";
    save.className = "button";
    save.textContent = "现在保存";
    save.addEventListener("click", () => {
      sessionStorage.setItem(RETURN_TO, panel.action);
      form.querySelector("input[name=_continue]").click();
    });
    note.append(document.createElement("br"), save);
    panel.prepend(note);
  };

  const open = (step) => {
    step.open = true;
    warn(step);
    (step.querySelector(".step-unsaved button") ?? step.querySelector("button[type=submit]")).focus();
  };

  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.matches?.("[data-step]") && event.target.open) {
        // Browsers that do not know details[name] would leave several open.
        for (const other of document.querySelectorAll("[data-step][open]")) {
          other.open = other === event.target;
        }
        warn(event.target);
      }
    },
    true,
  );

  // Text may also be typed while a step stands open.
  document.addEventListener("submit", (event) => {
    const step = event.target.closest("[data-step]");
    if (step && isChanged()) {
      event.preventDefault();
      open(step);
    }
  });

  document.addEventListener("keydown", (event) => {
    const opened = document.querySelector("[data-step][open]");
    if (event.key === "Escape" && opened) {
      opened.open = false;
      opened.querySelector("summary").focus();
    }
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) {
      return;
    }
    const inPanel = event.target.closest?.("[data-step], [data-opinions]");
    const next = document.querySelector("[data-next]");
    if (inPanel) {
      // In a small form it sends that form: of an opened step, this is the confirmation.
      event.target.closest("form")?.requestSubmit();
    } else if (next) {
      // Before CKEditor, which would break the line.
      event.preventDefault();
      event.stopPropagation();
      open(next);
    }
  }, true);

  const wanted = sessionStorage.getItem(RETURN_TO);
  sessionStorage.removeItem(RETURN_TO);
  if (wanted && !document.querySelector(".errornote")) {
    const panel = [...document.querySelectorAll("[data-step] form")].find((each) => each.action === wanted);
    if (panel) {
      open(panel.closest("[data-step]"));
    }
  }

  // Who else edits: asked and said every 20 seconds, taken back on leaving.
  const BEAT = 20_000;
  const presence = document.querySelector("[data-presence]");

  const message = (state) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
    data.set("state", state);
    return data;
  };

  const show = (others) => {
    const lines = others.map((sentence) => {
      const line = document.createElement("p");
      line.className = "desk-other";
      line.textContent = `${sentence}。先打个招呼，免得改重。`;
      return line;
    });
    // Only where it changed: a status region is read out at every change.
    if (lines.map((line) => line.textContent).join() !==
        [...presence.children].map((line) => line.textContent).join()) {
      presence.replaceChildren(...lines);
    }
  };

  const beat = async () => {
    try {
      const answer = await fetch(presence.dataset.presence, {
        method: "POST",
        body: message(presence.dataset.state),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      if (answer.ok) {
        show((await answer.json()).others);
      }
    } catch {
      // Offline or signed out: the next beat tries again, and what is typed is kept by draft.js.
    }
  };

  if (presence) {
    beat();
    setInterval(beat, BEAT);
    window.addEventListener("pagehide", () => {
      if (presence.dataset.state === "editing") {
        navigator.sendBeacon(presence.dataset.presence, message("leaving"));
      }
    });
    window.addEventListener("pageshow", (event) => event.persisted && beat());
  }
}
