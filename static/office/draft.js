// What is typed into an article is kept in this browser until it is stored, and offered again after a
// crash, a reload or a lapsed session. One copy an article and person; the version says what it was typed on.
"use strict";
{
  const DELAY = 1000;
  const nameOf = (article, user) => `draft:${article}:${user}`;

  // On the page of two who saved: whoever gives up their own text gives up its copy, too.
  for (const link of document.querySelectorAll("[data-drop-draft]")) {
    link.addEventListener("click", () => {
      localStorage.removeItem(nameOf(link.dataset.dropDraft, link.dataset.user));
    });
  }

  // What was sent and is answered with success is stored: its copy goes, on whichever page that is.
  const SENT = "draft-sent";
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent && document.querySelector(".messagelist .success")) {
    localStorage.removeItem(sent);
  }

  const box = document.querySelector("[data-draft]");
  const form = document.querySelector("#article_form");

  const start = (editor) => {
    const { article, user, version, saved } = box.dataset;
    const name = nameOf(article, user);
    // What it is typed on: of a stored article the version that the form carries.
    const basis = () => Number(article === "new" ? version : form.elements.seen_version?.value || version);
    const isKept = (field) => field.name && !["hidden", "submit", "button"].includes(field.type);

    // Field by field; the text as the editor gives it, so that the same text is always the same.
    const typed = () => {
      const values = {};
      for (const field of form.elements) {
        if (isKept(field)) {
          values[field.name] = field.name === "body" && editor ? editor.getData() : field.value;
        }
      }
      return values;
    };
    const isSame = (one, other) =>
      Object.keys({ ...one, ...other }).every((key) => (one[key] ?? "") === (other[key] ?? ""));
    // In 字, as articles/counting.py has it.
    const COUNTED = /[A-Za-zÀ-ÖØ-öø-ɏ\p{Nd}]+(?:[.,'’/:-][A-Za-zÀ-ÖØ-öø-ɏ\p{Nd}]+)*|\S/gu;
    const lengthOf = (values) => {
      const html = (values.body ?? "").replace(/<\/(?:p|h3|h4|li|figcaption|td|th)>|<br>/g, "$&\n");
      const text = new DOMParser().parseFromString(html, "text/html").body.textContent;
      return text.match(COUNTED)?.length ?? 0;
    };

    const read = () => {
      try {
        return JSON.parse(localStorage.getItem(name));
      } catch {
        return null;
      }
    };
    const atFirst = typed();
    let offered = false;
    let waiting;
    const keep = () => {
      clearTimeout(waiting);
      waiting = undefined;
      const values = typed();
      try {
        if (isSame(values, atFirst) && !("bound" in box.dataset)) {
          // Undone by hand. What lies there from before and was not answered yet stays.
          if (!offered) {
            localStorage.removeItem(name);
          }
        } else {
          localStorage.setItem(name, JSON.stringify({ version: basis(), at: Date.now(), values }));
          offered = false;
          box.hidden = true;
        }
      } catch {
        // No room or not allowed: the page itself still holds the text, and asks before it is left.
      }
    };
    const flush = () => {
      if (waiting !== undefined) {
        keep();
      }
    };

    const restore = (draft) => {
      for (const field of form.elements) {
        if (isKept(field) && field.name in draft.values) {
          if (field.name === "body" && editor) {
            editor.setData(draft.values.body);
          } else {
            field.value = draft.values[field.name];
          }
        }
      }
      // Typed on an older version: saving must show the page of two who saved, not overwrite.
      if (article !== "new" && form.elements.seen_version) {
        form.elements.seen_version.value = draft.version;
      }
      form.dataset.changed = "yes";
      offered = false;
      box.hidden = true;
    };

    const offer = (draft) => {
      const at = new Date(draft.at);
      const day = at.toDateString() === new Date().toDateString()
        ? "" : `${at.getMonth() + 1}月${at.getDate()}日 `;
      const time = `${day}${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`;
      const more = lengthOf(draft.values) - lengthOf(atFirst);
      const difference = more > 0 ? `正文比存下的多 ${more} 字` : more < 0 ? `正文比存下的少 ${-more} 字`
        : "正文字数与存下的相同，内容不同";
      box.querySelector("[data-draft-said]").textContent =
        `上次没有存下的文字（${time}），${difference}。要接着写吗？`;
      box.querySelector("[data-draft-restore]").addEventListener("click", () => restore(draft));
      box.querySelector("[data-draft-drop]").addEventListener("click", () => {
        localStorage.removeItem(name);
        offered = false;
        box.hidden = true;
      });
      offered = true;
      box.hidden = false;
    };

    const draft = read();
    if ("bound" in box.dataset) {
      // The page shows what was sent and not stored: that is the latest there is.
      form.dataset.changed = "yes";
      keep();
    } else if (draft && (Number(saved) > draft.version || isSame(draft.values, atFirst))) {
      // Stored since.
      localStorage.removeItem(name);
    } else if (draft) {
      offer(draft);
    }

    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(keep, DELAY);
    });
    form.addEventListener("submit", flush, { capture: true });
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, name));
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
  };

  if (box && form) {
    const body = form.querySelector("textarea.django_ckeditor_5");
    if (body && window.ckeditorRegisterCallback) {
      // The bundle keeps one callback a field, and several want to know when the editor is there.
      const ready = () => (window.editors?.id_body ? start(window.editors.id_body) : setTimeout(ready, 50));
      ready();
    } else {
      start(null);
    }
  }
}
