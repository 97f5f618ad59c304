// Every page of the staff side: Ctrl+S saves, and what was typed is not left behind unasked.
"use strict";
{
  const form = document.querySelector(".change-form #content-main > form");

  const saveButton = () =>
    form?.querySelector("input[name=_continue]") ?? form?.querySelector("input[name=_save]");

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      // The browser's own answer, saving the page as a file, is never what is meant here.
      event.preventDefault();
      saveButton()?.click();
    }
  });

  if (form) {
    form.addEventListener("input", () => {
      form.dataset.changed = "yes";
    });
    form.addEventListener("submit", () => {
      delete form.dataset.changed;
    });
    window.addEventListener("beforeunload", (event) => {
      if (form.dataset.changed) {
        event.preventDefault();
      }
    });
  }

  // Publishing typesets first, which takes seconds: the button says so and cannot be pressed twice.
  for (const step of document.querySelectorAll("form[data-working]")) {
    step.addEventListener("submit", () => {
      const button = step.querySelector("button[type=submit]");
      button.disabled = true;
      button.textContent = `${step.dataset.working}…`;
    });
  }
}
