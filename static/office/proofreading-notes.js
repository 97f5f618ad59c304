// That a suggestion was taken is noted by the server, for the rate of false alarms. A page that is left takes
// what it is still sending with it: so saving waits until the note has arrived.
"use strict";
{
  const LONGEST = 5000; // Milliseconds. The text matters more than its note.
  const panel = document.querySelector("[data-proofreading]");
  const form = document.querySelector("#article_form");
  const said = panel?.querySelector("[data-findings-said]");
  let underWay = 0;
  let held = null; // {submitter}: the saving that waits.

  const send = async (note) => {
    // A new article has no row yet that a note could belong to.
    if (panel.dataset.proofreading.endsWith("/new/")) {
      return;
    }
    try {
      await fetch(`${panel.dataset.proofreading}taken/`, {
        method: "POST",
        body: note,
        headers: { Accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(LONGEST),
      });
    } catch {
      // Offline, signed out or too slow: what was taken stands in the text.
    }
  };

  panel?.addEventListener("proofreading:taken", async ({ detail }) => {
    underWay += 1;
    await send(detail.note);
    underWay -= 1;
    if (underWay) {
      return;
    }
    if (held) {
      const { submitter } = held;
      held = null;
      said.textContent = "";
      form.requestSubmit(submitter);
    } else {
      panel.dispatchEvent(new Event("proofreading:noted"));
    }
  });

  // Before all others that hear of it: for them nothing has been sent yet.
  document.addEventListener(
    "submit",
    (event) => {
      if (underWay && event.target === form) {
        event.preventDefault();
        event.stopPropagation();
        held = { submitter: event.submitter };
        said.textContent = "正在记下采用了哪几处，接着就保存。";
      }
    },
    { capture: true },
  );
}
