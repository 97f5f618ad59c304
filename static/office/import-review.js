// 整期导入: choosing lines and saying what they become, by mouse and keys. The server keeps what was said
// and answers with all letters, so this page never knows better than the draft.
"use strict";
{
  const form = document.querySelector("[data-cuts]");
  const list = form.querySelector("[data-lines]");
  const rows = [...list.children];
  const said = form.querySelector("[data-said]");
  const undo = form.querySelector("[data-undo]");
  const imprint = document.querySelector("[data-imprint]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const choices = new Map();
  for (const choice of form.querySelectorAll("[name=become]")) {
    choices.set(choice.value, { label: choice.dataset.label, kind: choice.dataset.kind });
  }
  choices.set("?", { label: "未归入", kind: "unplaced" });

  let letters = form.dataset.letters;
  let current = 0;
  let anchor = 0;
  let queue = Promise.resolve();

  // -- Which lines are chosen ---------------------------------------------------------------------------

  const chosen = () => [Math.min(anchor, current), Math.max(anchor, current)];

  const show = (shownFrom, shownTo) => {
    for (let at = shownFrom; at <= shownTo; at += 1) {
      const [first, last] = chosen();
      const is = at >= first && at <= last;
      rows[at].setAttribute("aria-selected", String(is));
      rows[at].classList.toggle("is-current", at === current);
    }
  };

  const choose = (at, { extend = false, scroll = true } = {}) => {
    const before = chosen();
    const last = current;
    current = Math.max(0, Math.min(rows.length - 1, at));
    if (!extend) anchor = current;
    const after = chosen();
    show(Math.min(before[0], after[0], last), Math.max(before[1], after[1], last));
    list.setAttribute("aria-activedescendant", rows[current].id);
    showArticle();
    if (scroll) rows[current].scrollIntoView({ block: "nearest" });
  };

  // The article in the outline that the current line stands in.
  const showArticle = () => {
    let standing = null;
    for (const link of document.querySelectorAll("[data-go]")) {
      link.removeAttribute("aria-current");
      const at = Number(link.dataset.go);
      if (at <= current && (!standing || at > Number(standing.dataset.go))) standing = link;
    }
    if (standing) standing.setAttribute("aria-current", "true");
  };

  const isOpen = (at) => rows[at].classList.contains("in-doubt");

  const next = (by) => {
    for (let step = 1; step <= rows.length; step += 1) {
      const at = (current + by * step + rows.length * 2) % rows.length;
      if (isOpen(at)) {
        choose(at, { scroll: false });
        rows[at].scrollIntoView({ block: "center" });
        const doubt = rows[at].querySelector(".import-doubt");
        said.textContent = doubt ? `第${number(at)}行，${doubt.textContent}。` : `第${number(at)}行，还没有归入。`;
        return;
      }
    }
    said.textContent = "没有拿不准的地方了。";
  };

  const number = (at) => rows[at].querySelector(".import-number").textContent;

  // -- Painting -----------------------------------------------------------------------------------------

  const paint = (at, letter, doubt) => {
    const row = rows[at];
    const { label, kind } = choices.get(letter);
    row.className = `kind-${kind}`;
    row.classList.toggle("in-doubt", Boolean(doubt) || letter === "?");
    row.classList.toggle("is-current", at === current);
    row.querySelector(".import-chip").textContent = label;
    let note = row.querySelector(".import-doubt");
    if (doubt) {
      if (!note) {
        note = document.createElement("em");
        note.className = "import-doubt";
        row.append(note);
      }
      note.textContent = `拿不准：${doubt}`;
    } else if (note) {
      note.remove();
    }
  };

  const doubtShown = (at) => {
    const note = rows[at].querySelector(".import-doubt");
    return note ? note.textContent.slice(4) : "";
  };

  const takeOver = (answer) => {
    for (let at = 0; at < rows.length; at += 1) {
      const doubt = answer.doubts[at] || "";
      if (answer.letters[at] !== letters[at] || doubt !== doubtShown(at)) paint(at, answer.letters[at], doubt);
    }
    letters = answer.letters;
    undo.disabled = !answer.steps;
    for (const [name, html] of Object.entries(answer.parts)) {
      document.querySelector(`[data-part=${name}]`).innerHTML = html;
    }
    showArticle();
  };

  // -- Steps --------------------------------------------------------------------------------------------

  const send = (fields, done) => {
    queue = queue.then(async () => {
      const body = new URLSearchParams({ csrfmiddlewaretoken: token, ...fields });
      let response;
      try {
        response = await fetch(form.dataset.cuts, { method: "POST", body, headers: { Accept: "application/json" } });
      } catch {
        said.textContent = "这一步没有存上，请检查网络后再试。";
        return;
      }
      let answer;
      try {
        answer = await response.json();
      } catch {
        said.textContent = "登录已过期，请在新窗口登录后再试；已作的切分都还在。";
        return;
      }
      takeOver(answer);
      said.textContent = answer.refusal || done;
      said.classList.toggle("is-refused", Boolean(answer.refusal));
    });
  };

  const spoken = () => {
    const [first, last] = chosen();
    return first === last ? `第${number(first)}行` : `第${number(first)}—${number(last)}行`;
  };

  const places = () => chosen().join("-");

  const become = (letter) => {
    const { label } = choices.get(letter);
    send({ become: letter, places: places() }, `${spoken()}：${label}。`);
  };

  const press = (button) => {
    if (button.name === "become") become(button.value);
    else if (button.name === "approve") send({ approve: "1", places: places() }, `${spoken()}已认可。`);
    else if (button.name === "undo") send({ undo: "1" }, "已撤销上一步。");
    else if (button.name === "shift") shift(Number(button.value));
  };

  const shift = (by) => {
    const at = current;
    send({ shift: String(by), places: String(at) }, by < 0 ? "界线已上移一行。" : "界线已下移一行。");
    queue = queue.then(() => choose(at + by));
  };

  // -- Mouse and keys -----------------------------------------------------------------------------------

  document.body.classList.add("is-scripted");
  list.tabIndex = 0;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-multiselectable", "true");
  for (const row of rows) {
    row.setAttribute("role", "option");
    row.querySelector("input").tabIndex = -1;
  }
  choose(0, { scroll: false });
  if (window.matchMedia("(max-width: 900px)").matches) document.querySelector(".import-outline").open = false;

  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (!row) return;
    event.preventDefault();
    choose(rows.indexOf(row), { extend: event.shiftKey, scroll: false });
    list.focus({ preventScroll: true });
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    press(event.submitter);
    list.focus({ preventScroll: true });
  });
  form.querySelector("[data-next]").addEventListener("click", () => {
    next(1);
    list.focus({ preventScroll: true });
  });

  const MOVES = { ArrowUp: -1, ArrowDown: 1, PageUp: -15, PageDown: 15, Home: -Infinity, End: Infinity };

  list.addEventListener("keydown", (event) => {
    const key = event.key;
    if (key in MOVES) {
      event.preventDefault();
      if (event.altKey && (key === "ArrowUp" || key === "ArrowDown")) shift(MOVES[key]);
      else choose(current + MOVES[key], { extend: event.shiftKey });
      return;
    }
    if (key === "z" || key === "Z") {
      event.preventDefault();
      send({ undo: "1" }, "已撤销上一步。");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const letter = key.toLowerCase();
    if (key === "Enter") {
      event.preventDefault();
      send({ approve: "1", places: places() }, `${spoken()}已认可。`);
    } else if (letter === "n") {
      next(event.shiftKey ? -1 : 1);
    } else if (letter.length === 1 && letter !== "?" && choices.has(letter)) {
      event.preventDefault();
      become(letter);
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (!link) return;
    event.preventDefault();
    choose(Number(link.dataset.go), { scroll: false });
    rows[current].scrollIntoView({ block: "center" });
    list.focus({ preventScroll: true });
  });

  // -- The issue's own data: kept as it is changed ------------------------------------------------------------

  const newOne = () => {
    imprint.classList.toggle("is-known", Boolean(imprint.elements.periodical.value));
  };
  imprint.addEventListener("change", () => {
    newOne();
    const fields = Object.fromEntries(new FormData(imprint));
    send({ ...fields, imprint: "1" }, "期次信息已存。");
  });
  imprint.addEventListener("submit", (event) => event.preventDefault());
  newOne();
}
