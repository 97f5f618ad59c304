// 编排: every change is shown at once, sent at once, and put back with the reason if it was refused.
// The server's answer holds the page's parts as they now are: it alone decides what stands where.
// What is meant by hands (planning-drag.js), keys (planning-keys.js), buttons and what stands beside the
// sheet (planning-side.js) becomes an order of lines in planning-moves.js; it arrives here as events "plan:…".
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-planning]");
  if (!root) {
    return;
  }
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const list = () => root.querySelector("[data-list]");
  const entries = () => [...list().querySelectorAll(".plan-entry")];
  const said = root.querySelector("[data-said]");
  const undo = root.querySelector("[data-undo]");
  const search = root.querySelector("#plan-q");
  const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
  const OFFLINE = "没有存上：与服务器的连接断了。目录已放回原来的样子，请稍后再试。";
  root.classList.add("is-live");

  let revision = root.querySelector("[data-revision]").value;
  let confirmed = { sheet: part("sheet").innerHTML, pool: part("pool").innerHTML };
  // While a line is in the hand or a button half pressed, nothing is drawn anew under it: a button that is
  // replaced between down and up never hears of its click.
  const busy = () => root.matches(".is-dragging, .is-held, :active");

  function say(sentence, wrong = false) {
    said.textContent = sentence;
    said.classList.toggle("is-wrong", wrong);
  }

  // -- The page ------------------------------------------------------------------------------------

  function heading(section, name) {
    const old = list().querySelector(`.plan-section[data-section="${section}"]`);
    if (old) {
      return old.cloneNode(true);
    }
    const item = document.createElement("li");
    item.className = "plan-section";
    item.dataset.section = section;
    item.append(Object.assign(document.createElement("span"), { className: "plan-name", textContent: name }));
    return item;
  }

  // Show an order of entries, with the headings that follow from it, before the server has confirmed it.
  function show({ items, focus = document.activeElement?.dataset?.focus }) {
    const fresh = [];
    let last = null;
    for (const item of items) {
      if (item.dataset.section !== last) {
        last = item.dataset.section;
        fresh.push(heading(last, item.dataset.sectionName ?? ""));
      }
      fresh.push(item);
    }
    list().replaceChildren(...fresh);
    root.querySelector(".plan-empty").hidden = items.length > 0;
    refocus(focus);
  }

  function refocus(key) {
    const target = key && root.querySelector(`[data-focus="${key}"]`);
    if (target && target !== document.activeElement) {
      target.focus({ preventScroll: false });
    }
  }

  function render(answer) {
    const focus = document.activeElement?.dataset?.focus;
    const open = [...root.querySelectorAll("details[open]")].map((details) => details.dataset.open);
    for (const name of ["sheet", "pool", "totals", "readiness"]) {
      if (answer[name] !== undefined) {
        part(name).innerHTML = answer[name];
      }
    }
    if (answer.sheet !== undefined) {
      confirmed = { sheet: answer.sheet, pool: answer.pool };
    }
    if (answer.undo !== undefined) {
      undo.disabled = !answer.undo;
    }
    for (const details of root.querySelectorAll("details[data-open]")) {
      details.open = open.includes(details.dataset.open);
    }
    refocus(focus);
  }

  function putBack() {
    part("sheet").innerHTML = confirmed.sheet;
    part("pool").innerHTML = confirmed.pool;
  }

  let postponed;

  function later() {
    clearTimeout(postponed);
    postponed = setTimeout(still, 100);
  }

  // What came in under a hand is shown once it is empty; a change that is under way brings it anyway.
  function still() {
    if (busy()) {
      later();
    } else if (unsent === 0) {
      render(confirmed);
      count();
    }
  }

  // -- Sending -------------------------------------------------------------------------------------

  async function ask(name, data, signal) {
    const response = await fetch(`${root.dataset.planning}${name}/?q=${encodeURIComponent(search.value)}`, {
      method: data ? "POST" : "GET",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: data && JSON.stringify({ ...data, revision }),
      signal,
    });
    if (response.redirected || !response.headers.get("Content-Type")?.includes("json")) {
      const reason = response.redirected ? "登录已过期，请重新登录" : `服务器答复 ${response.status}，请刷新页面`;
      return { error: `没有存上：${reason}后再试。` };
    }
    return response.json();
  }

  // One after the other: each change is made from the order that the one before it left.
  let line = Promise.resolve();
  let waiting = 0;
  let unsent = 0;
  let round = 0;

  function change(name, data) {
    const mine = round;
    waiting += 1;
    keeping(1);
    markCounting();
    line = line.then(() => send(name, data, mine));
  }

  function keeping(by, refused = false) {
    unsent += by;
    root.dispatchEvent(new CustomEvent("planning:keeping", { detail: { unsent, refused } }));
  }

  async function send(name, data, mine) {
    waiting -= 1;
    if (mine !== round) {
      // The change before it was refused, and the page put back.
      keeping(-1, true);
      count();
      return;
    }
    let answer;
    try {
      answer = await ask(name, data);
    } catch {
      answer = { error: OFFLINE };
    }
    if (answer.error) {
      round += 1;
      putBack();
      render(answer);
      say(answer.error, true);
    } else if (waiting === 0 && !busy()) {
      render(answer);
    } else if (answer.sheet !== undefined) {
      confirmed = { sheet: answer.sheet, pool: answer.pool };
      later();
    }
    keeping(-1, Boolean(answer.error));
    revision = answer.revision ?? revision;
    if (answer.said && name !== "reorder") {
      say(answer.said);
    }
    if (answer.editable === false) {
      window.location.reload();
    }
    count();
  }

  // -- Page numbers --------------------------------------------------------------------------------

  let turn = 0;
  let timer;

  function markCounting() {
    turn += 1;
    root.classList.add("is-counting");
    part("totals").querySelectorAll("[data-counting]").forEach((place) => {
      place.textContent = "正在计算页码…";
    });
  }

  // Several quick changes are counted once: only the last turn is asked for, and only its answer is shown.
  function count() {
    markCounting();
    clearTimeout(timer);
    if (waiting === 0) {
      timer = setTimeout(number, 120, turn);
    }
  }

  async function number(mine) {
    let answer;
    try {
      answer = await ask("pages", {});
    } catch {
      answer = { error: "页码没有算出：与服务器的连接断了。目录已存好。" };
    }
    if (mine !== turn) {
      return;
    }
    if (busy()) {
      later();
      return;
    }
    root.classList.remove("is-counting");
    for (const place of root.querySelectorAll("[data-wrong]")) {
      place.hidden = true;
    }
    if (answer.error) {
      failed(answer);
      return;
    }
    for (const entry of entries()) {
      entry.querySelector("[data-page]").textContent = answer.pages[entry.dataset.article] ?? "–";
    }
    render(answer);
    confirmed.sheet = part("sheet").innerHTML;
  }

  function failed(answer) {
    const place = root.querySelector(`.plan-entry[data-article="${answer.article}"] [data-wrong]`);
    part("totals").querySelectorAll("[data-counting]").forEach((sum) => {
      sum.textContent = "页码没有算出";
    });
    if (answer.stale) {
      revision = answer.revision;
      render(answer);
      say("目录刚才已被他人改动，这里已换成最新的。", true);
      count();
    } else if (place) {
      place.textContent = answer.error;
      place.hidden = false;
    } else {
      say(answer.error, true);
    }
  }

  const events = {
    show,
    say: ({ sentence }) => say(sentence),
    change: ({ name, data }) => change(name, data),
    still,
    async pool() {
      const wanted = search.value;
      const answer = await ask("board").catch(() => ({}));
      if (wanted === search.value && answer.pool !== undefined && waiting === 0 && !busy()) {
        part("pool").innerHTML = confirmed.pool = answer.pool;
      }
    },
  };
  for (const [name, handle] of Object.entries(events)) {
    root.addEventListener(`plan:${name}`, (event) => handle(event.detail));
  }

  count();
});
