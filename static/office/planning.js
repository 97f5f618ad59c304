// 编排: every change is shown at once, sent at once, and put back with the reason if it was refused.
// The server's answer holds the page's parts as they now are: it alone decides what stands where.
// Hands (planning-drag.js), keys (planning-keys.js) and what stands beside the sheet (planning-side.js)
// arrive here as events "plan:…".
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-planning]");
  if (!root) {
    return;
  }
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const list = () => root.querySelector("[data-list]");
  const entries = () => [...list().querySelectorAll(".plan-entry")];
  const order = () => entries().map((entry) => Number(entry.dataset.article));
  const said = root.querySelector("[data-said]");
  const undo = root.querySelector("[data-undo]");
  const search = root.querySelector("#plan-q");
  const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
  const OFFLINE = "没有存上：与服务器的连接断了。目录已放回原来的样子，请稍后再试。";
  root.classList.add("is-live");

  let revision = root.querySelector("[data-revision]").value;
  let confirmed = { sheet: part("sheet").innerHTML, pool: part("pool").innerHTML };
  // While a line is in the hand, nothing is drawn anew under it.
  const busy = () => root.matches(".is-dragging, .is-held");

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
  function show(items) {
    const fresh = [];
    let last = null;
    for (const item of items) {
      if (item.dataset.section !== last) {
        last = item.dataset.section;
        fresh.push(heading(last, item.dataset.sectionName ?? ""));
      }
      fresh.push(item);
    }
    const focus = document.activeElement?.dataset?.focus;
    list().replaceChildren(...fresh);
    root.querySelector(".plan-empty").hidden = items.length > 0;
    refocus(focus);
  }

  // An article just taken from the pool, until the server's answer brings the whole line.
  function provisional(free) {
    const item = document.createElement("li");
    item.className = "plan-entry";
    Object.assign(item.dataset, free.dataset);
    const title = free.querySelector(".plan-free-title").cloneNode();
    title.className = "plan-title";
    const inner = document.createElement("span");
    inner.append(Object.assign(document.createElement("span"), { textContent: free.dataset.title }));
    title.append(inner);
    item.append(title, Object.assign(document.createElement("span"), { className: "plan-page", textContent: "–" }));
    item.lastElementChild.dataset.page = "";
    return item;
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
  let round = 0;

  function change(name, data) {
    const mine = round;
    waiting += 1;
    markCounting();
    line = line.then(() => send(name, data, mine));
  }

  async function send(name, data, mine) {
    waiting -= 1;
    if (mine !== round) {
      return; // The change before it was refused, and the page put back.
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
    }
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
    if (mine !== turn || busy()) {
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

  // -- Moving --------------------------------------------------------------------------------------

  // A line is an entry, or a section's heading with the entries below it.
  function blockOf(item) {
    const block = [item];
    if (item.classList.contains("plan-section")) {
      for (let next = item.nextElementSibling; next?.matches(".plan-entry"); next = next.nextElementSibling) {
        block.push(next);
      }
    }
    return block;
  }

  function moved(item, by) {
    const whole = item.classList.contains("plan-section");
    const peers = whole ? [...list().querySelectorAll(".plan-section")] : entries();
    const target = peers.indexOf(item) + by;
    if (target < 0 || target >= peers.length) {
      say(by < 0 ? "已在最前。" : "已在最后。");
      return false;
    }
    peers.splice(target, 0, ...peers.splice(peers.indexOf(item), 1));
    show(whole ? peers.flatMap((peer) => blockOf(peer).slice(1)) : peers);
    announce(item);
    return true;
  }

  function announce(item) {
    const all = entries();
    const first = item.classList.contains("plan-section")
      ? all.find((entry) => entry.dataset.section === item.dataset.section)
      : item;
    const where = `第${all.indexOf(first) + 1}篇，共${all.length}篇`;
    say(first === item ? `《${item.dataset.title.replaceAll("《", "〈").replaceAll("》", "〉")}》移到${where}。` : `整栏已移动，从${where}起。`);
  }

  const sendOrder = () => change("reorder", { order: order() });

  function remove(item) {
    const next = entries()[entries().indexOf(item) + 1] ?? entries().at(-2);
    show(entries().filter((entry) => entry !== item));
    refocus(next && `grip-${next.dataset.article}`);
    change("remove", { article: Number(item.dataset.article) });
  }

  // Without a position it goes below the last entry of its section; the server knows the rest.
  function place(item, position = null) {
    const all = entries();
    const own = all.findLastIndex((entry) => entry.dataset.section === item.dataset.section);
    all.splice(position === null ? (own < 0 ? all.length : own + 1) : position - 1, 0, provisional(item));
    item.remove();
    show(all);
    change("place", { article: Number(item.dataset.article), position });
  }

  const events = {
    order({ item, items }) {
      show(items);
      announce(item);
      sendOrder();
    },
    place: ({ item, position }) => place(item, position),
    remove: ({ item }) => remove(item),
    move({ article, to }) {
      show(entries().filter((entry) => Number(entry.dataset.article) !== article));
      change("move", { article, to });
    },
    shift({ item, by, send }) {
      if (moved(item, by) && send) {
        sendOrder();
      }
    },
    show: ({ items }) => show(items),
    send: sendOrder,
    say: ({ sentence }) => say(sentence),
    // A line was put down where it was: what came in meanwhile is shown now.
    still() {
      putBack();
      count();
    },
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

  function pressed(name, value) {
    const lineOf = (selector) => root.querySelector(`[name="${name}"][value="${value}"]`).closest(selector);
    if (["up", "down", "section_up", "section_down"].includes(name)) {
      if (moved(lineOf("li"), name.endsWith("up") ? -1 : 1)) {
        sendOrder();
      }
    } else if (name === "remove") {
      remove(lineOf("li"));
    } else if (name === "place") {
      place(lineOf("li"));
    } else if (name === "undo") {
      change("undo", {});
    }
  }

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name) {
      pressed(event.submitter.name, event.submitter.value);
    }
  });

  count();
});
