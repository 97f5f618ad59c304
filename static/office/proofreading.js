// 校对 beside the text: asked for as one types, underlined in the text, taken or dismissed on the spot.
// The server finds; here it is only shown, and what is taken is put into the editor as if it were typed.
// That it was taken is noted by proofreading-notes.js.
"use strict";
{
  const DELAY = 1200;
  const panel = document.querySelector("[data-proofreading]");
  const form = document.querySelector("#article_form");
  const list = panel?.querySelector("[data-findings]");
  const said = panel?.querySelector("[data-findings-said]");
  const textOf = () => document.querySelector(".ck-content, .as-read");
  let passages = new Map();
  let editor = null;

  const say = (text, isWrong = false) => {
    said.textContent = text;
    said.classList.toggle("is-wrong", isWrong);
  };

  // -- Where a passage stands -------------------------------------------------------------------------

  // The text without white space and the editor's own fillers, with the place of every character.
  const characters = (root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (let at = 0; at < walker.currentNode.data.length; at += 1) {
        if (!/[\s\u2060\u200b]/.test(walker.currentNode.data[at])) {
          found.push([walker.currentNode, at]);
        }
      }
    }
    return found;
  };

  const bare = (text) => text.replace(/[\s\u2060\u200b]+/g, "");

  // All passages at once, in their order: of two alike the second is looked for behind the first.
  const locate = (wanted) => {
    const root = textOf();
    const ranges = new Map();
    if (!root) {
      return ranges;
    }
    const places = characters(root);
    const whole = places.map(([node, at]) => node.data[at]).join("");
    const from = new Map();
    for (const passage of wanted) {
      const before = bare(passage.before);
      const quote = bare(passage.quote);
      const name = before + quote;
      const start = name ? whole.indexOf(name, from.get(name) ?? 0) : -1;
      if (start < 0 || !quote) {
        continue;
      }
      from.set(name, start + 1);
      const range = document.createRange();
      const [first, offset] = places[start + before.length];
      const [last, end] = places[start + name.length - 1];
      range.setStart(first, offset);
      range.setEnd(last, end + 1);
      // A blank at the end of the quote is part of what is wrong.
      const rest = passage.quote.length - passage.quote.trimEnd().length;
      if (rest && end + 1 + rest <= last.data.length) {
        range.setEnd(last, end + 1 + rest);
      }
      const lead = passage.quote.length - passage.quote.trimStart().length;
      if (lead && offset - lead >= 0) {
        range.setStart(first, offset - lead);
      }
      ranges.set(passage.key, range);
    }
    return ranges;
  };

  const inBody = () => [...passages.values()].filter((passage) => passage.field === "body");

  const underline = () => {
    if (window.CSS?.highlights) {
      CSS.highlights.set("finding", new Highlight(...locate(inBody()).values()));
    }
  };

  const goTo = (passage) => {
    if (passage.field !== "body") {
      const field = form?.elements[passage.field];
      if (field) {
        field.focus();
        field.setSelectionRange?.(passage.start, passage.end);
      }
      return;
    }
    const range = locate(inBody()).get(passage.key);
    if (!range) {
      say("这一处的文字刚改过。", true);
      return;
    }
    window.scrollBy({ top: range.getBoundingClientRect().top - window.innerHeight / 3 });
    if (window.CSS?.highlights) {
      CSS.highlights.set("finding-shown", new Highlight(range));
      setTimeout(() => CSS.highlights.delete("finding-shown"), 2000);
    }
    if (editor) {
      // The caret goes along: who came by keyboard can type at once.
      const viewRange = editor.editing.view.domConverter.domRangeToView(range);
      const modelRange = viewRange && editor.editing.mapper.toModelRange(viewRange);
      if (modelRange) {
        editor.model.change((writer) => writer.setSelection(modelRange));
        editor.editing.view.focus();
      }
    }
  };

  // -- Asking -----------------------------------------------------------------------------------------

  const message = () => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
    if (editor || form?.elements.body) {
      for (const name of ["section", "title", "kicker", "subtitle", "byline", "source", "source_date"]) {
        data.set(name, form.elements[name]?.value ?? "");
      }
      data.set("body", editor ? editor.getData() : form.elements.body.value);
    }
    return data;
  };

  const begun = () => new Map(
    [...list.querySelectorAll("details[open] input[name=reason]")].map((input) => [
      input.closest("[data-finding]")?.dataset.finding, input.value,
    ]),
  );

  const show = (answer) => {
    // Reasons that somebody is just writing stay, and the focus with them.
    const kept = begun();
    const focused = document.activeElement?.closest?.("[data-finding]")?.dataset.finding;
    const isReason = document.activeElement?.name === "reason";
    list.innerHTML = answer.html;
    passages = new Map(answer.passages.map((passage) => [passage.key, passage]));
    for (const item of list.querySelectorAll("[data-finding]")) {
      const key = item.dataset.finding;
      if (kept.has(key) && item.querySelector("input[name=reason]")) {
        item.querySelector("details").open = true;
        item.querySelector("input[name=reason]").value = kept.get(key);
      }
      if (key === focused) {
        (isReason ? item.querySelector("input[name=reason]") : item.querySelector("button"))?.focus();
      }
    }
    underline();
  };

  // Under a hand nothing is drawn anew: a button that is replaced between down and up never hears of its
  // click, and a word that is being composed in a reason would be broken off.
  let isComposing = false;
  const idle = async () => {
    while (isComposing || list.matches(":active")) {
      await new Promise((done) => setTimeout(done, 100));
    }
  };

  let turn = 0;
  const send = async (address, data) => {
    const mine = (turn += 1);
    const response = await fetch(address, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.error ?? "");
    }
    await idle();
    // An answer to what was typed before is of no use any more.
    if (mine === turn) {
      show(answer);
    }
    return answer;
  };

  const check = async () => {
    try {
      await send(panel.dataset.proofreading, message());
    } catch {
      // Offline or signed out: what is typed is kept by draft.js, and the next pause asks again.
    }
  };

  let waiting;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, DELAY);
  };

  // -- Taking and dismissing --------------------------------------------------------------------------

  const put = (passage) => {
    if (passage.field !== "body") {
      const field = form.elements[passage.field];
      if (field.value.slice(passage.start, passage.end) !== passage.quote) {
        return false;
      }
      field.setRangeText(passage.suggestion, passage.start, passage.end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return true;
    }
    const range = locate(inBody()).get(passage.key);
    if (!range || !editor || bare(range.toString()) !== bare(passage.quote)) {
      return false;
    }
    const viewRange = editor.editing.view.domConverter.domRangeToView(range);
    const modelRange = editor.editing.mapper.toModelRange(viewRange);
    editor.model.change((writer) => {
      const first = [...modelRange.getItems()].find((item) => item.is("$textProxy"));
      const attributes = first ? [...first.getAttributes()] : [];
      if (passage.suggestion) {
        editor.model.insertContent(writer.createText(passage.suggestion, attributes), modelRange);
      } else {
        writer.remove(modelRange);
      }
    });
    return true;
  };

  const take = (wanted) => {
    // The text before it is changed: the server looks the findings up in the text that has them.
    const note = message();
    // From the end, so that the places of those before stay.
    const taken = [...wanted].reverse().filter(put);
    const missed = wanted.length - taken.length;
    say(missed ? `改好 ${taken.length} 处，${missed} 处文字刚变过，没有改。`
      : `改好 ${taken.length} 处，保存后生效；可用“撤销”退回。`, missed > 0);
    if (!taken.length) {
      check();
      return;
    }
    form.dataset.changed = "yes";
    taken.forEach((passage) => note.append("key", passage.key));
    panel.dispatchEvent(new CustomEvent("proofreading:taken", { detail: { note } }));
  };

  if (panel && list) {
    panel.addEventListener("proofreading:noted", () => {
      clearTimeout(waiting);
      check();
    });
    list.addEventListener("compositionstart", () => {
      isComposing = true;
    });
    list.addEventListener("compositionend", () => {
      isComposing = false;
    });

    list.addEventListener("click", (event) => {
      const passage = passages.get(event.target.closest("[data-finding]")?.dataset.finding);
      if (event.target.closest("[data-go]") && passage) {
        goTo(passage);
      } else if (event.target.closest("[data-take]") && passage) {
        take([passage]);
      } else if (event.target.closest("[data-take-rule]")) {
        const rule = event.target.closest("[data-take-rule]").dataset.takeRule;
        take([...passages.values()].filter((each) => each.rule === rule && each.suggestion !== null));
      }
    });

    list.addEventListener("submit", async (event) => {
      const act = event.target.closest("[data-dismiss], [data-restore]");
      if (!act) {
        return;
      }
      event.preventDefault();
      const data = message();
      data.set("key", act.elements.key.value);
      if (act.elements.reason) {
        data.set("reason", act.elements.reason.value);
      }
      try {
        const answer = await send(act.action, data);
        say(answer.said);
        list.querySelector("[data-go], h2")?.focus();
      } catch (refused) {
        say(refused.message || "没有送到，请检查网络后再试；您写的理由还在。", true);
      }
    });

    const start = (ready) => {
      editor = ready;
      check();
      form?.addEventListener("input", later);
    };
    if (form?.querySelector("textarea.django_ckeditor_5") && window.ckeditorRegisterCallback) {
      // The bundle keeps one callback a field, and several want to know when the editor is there.
      const wait = () => (window.editors?.id_body ? start(window.editors.id_body) : setTimeout(wait, 50));
      wait();
    } else {
      start(null);
    }
  }
}
