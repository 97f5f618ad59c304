// 审稿意见 beside the text: passages highlighted, a selected one quoted, all of it without leaving the page.
"use strict";
{
  const panel = document.querySelector("[data-opinions]");
  const threads = panel?.querySelector("[data-threads]");
  const said = panel?.querySelector("[data-said]");
  const textOf = () => document.querySelector(".ck-content, .as-read");

  // -- The passages in the text ----------------------------------------------------------------------

  // The text without white space, as the server compares it, with the place of every character.
  const characters = (root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.data.length; at += 1) {
        // U+2060 and U+200B are CKEditor's own fillers.
        if (!/[\s\u2060\u200b]/.test(walker.currentNode.data[at])) {
          found.push([walker.currentNode, at]);
        }
      }
    }
    return found;
  };

  const rangeOf = (quote, places, whole) => {
    const bare = quote.replace(/\s+/g, "");
    const start = bare ? whole.indexOf(bare) : -1;
    if (start < 0) {
      return null;
    }
    const range = document.createRange();
    const [first, from] = places[start];
    const [last, to] = places[start + bare.length - 1];
    range.setStart(first, from);
    range.setEnd(last, to + 1);
    return range;
  };

  const passages = () => {
    const root = textOf();
    if (!root) {
      return () => null;
    }
    const places = characters(root);
    const whole = places.map(([node, at]) => node.data[at]).join("");
    return (quote) => rangeOf(quote, places, whole);
  };

  const highlight = () => {
    if (!window.CSS?.highlights) {
      return;
    }
    const find = passages();
    const open = [...threads.querySelectorAll(".opinion:not(.is-resolved) [data-quote]")];
    CSS.highlights.set("opinion", new Highlight(...open.map((q) => find(q.dataset.quote)).filter(Boolean)));
  };

  const goTo = (quote) => {
    const range = passages()(quote);
    if (!range) {
      return;
    }
    const box = range.getBoundingClientRect();
    window.scrollBy({ top: box.top - window.innerHeight / 3 });
    if (window.CSS?.highlights) {
      CSS.highlights.set("opinion-shown", new Highlight(range));
      setTimeout(() => CSS.highlights.delete("opinion-shown"), 2000);
    }
  };

  // Each quote becomes a button that leads to its passage.
  const link = () => {
    const find = passages();
    for (const quote of threads.querySelectorAll("[data-quote]")) {
      const text = quote.querySelector("p:first-child");
      if (text && find(quote.dataset.quote)) {
        const button = document.createElement("button");
        button.type = "button";
        button.title = "到原文";
        button.textContent = text.textContent;
        button.addEventListener("click", () => goTo(quote.dataset.quote));
        text.replaceWith(button);
        quote.querySelector(".opinion-gone")?.remove();
      }
    }
    highlight();
  };

  // -- Quoting what is selected ------------------------------------------------------------------------

  const write = panel?.querySelector("[data-write]");
  const quoteButton = panel?.querySelector("[data-quote-selection]");

  const selectedPassage = () => {
    const selection = document.getSelection();
    const root = textOf();
    if (!root || !selection.rangeCount || selection.isCollapsed || !root.contains(selection.anchorNode)) {
      return "";
    }
    return root.contains(selection.focusNode) ? selection.toString().replace(/\s+/g, " ").trim() : "";
  };

  const offer = () => {
    const passage = selectedPassage();
    quoteButton.hidden = !passage;
    if (passage) {
      const boxes = document.getSelection().getRangeAt(0).getClientRects();
      const last = boxes[boxes.length - 1];
      const right = document.documentElement.clientWidth - quoteButton.offsetWidth - 8;
      quoteButton.style.top = `${window.scrollY + last.bottom + 6}px`;
      quoteButton.style.left = `${Math.max(8, Math.min(last.left, right))}px`;
    }
  };

  if (write && quoteButton) {
    // Outside the panel, which scrolls by itself.
    document.body.append(quoteButton);
    document.addEventListener("selectionchange", offer);
    // A press would end the selection before the click is heard.
    quoteButton.addEventListener("mousedown", (event) => event.preventDefault());
    quoteButton.addEventListener("click", () => {
      write.elements.quote.value = selectedPassage();
      quoteButton.hidden = true;
      write.scrollIntoView({ block: "nearest" });
      write.elements.text.focus();
    });
  }

  // -- Sending ---------------------------------------------------------------------------------------

  const say = (text, isWrong) => {
    said.textContent = text;
    said.classList.toggle("is-wrong", isWrong);
  };

  // Answers begun under other opinions stay while the list is renewed.
  const renew = (html, sent) => {
    const begun = [...threads.querySelectorAll("textarea")].filter((t) => t.value && !sent.contains(t));
    const kept = begun.map((textarea) => [textarea.id, textarea.value]);
    threads.innerHTML = html;
    for (const [id, value] of kept) {
      const textarea = document.getElementById(id);
      if (textarea) {
        textarea.value = value;
        textarea.closest("details").open = true;
      }
    }
    link();
  };

  const send = async (form) => {
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      const told = await answer.json();
      if (!answer.ok) {
        say(told.error, true);
        return;
      }
      const steps = document.querySelector("[data-steps]");
      if (!document.querySelector("[data-step][open]")) {
        steps.innerHTML = told.steps;
      }
      if (form === write) {
        form.reset();
      }
      renew(told.opinions, form);
      say(told.said, false);
    } catch {
      say("没有连上服务器，或者登录已过期。您写的还在这里，没有丢；请稍后再试，或在新窗口登录后再试。", true);
    } finally {
      button.disabled = false;
    }
  };

  if (panel) {
    panel.addEventListener("submit", (event) => {
      event.preventDefault();
      send(event.target);
    });
    window.addEventListener("beforeunload", (event) => {
      if ([...panel.querySelectorAll("textarea[name=text]")].some((textarea) => textarea.value.trim())) {
        event.preventDefault();
      }
    });
    link();
    // The editor comes after the page, and its text changes.
    let waiting;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(highlight, 300);
    };
    const whenReady = () => {
      const editor = window.editors?.id_body;
      if (editor) {
        link();
        editor.model.document.on("change:data", soon);
      } else {
        setTimeout(whenReady, 50);
      }
    };
    if (document.querySelector("textarea.django_ckeditor_5")) {
      whenReady();
    }
  }
}
