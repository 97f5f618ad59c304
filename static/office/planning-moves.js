// What a drag, a key, a button or a menu of the planning page means for the order of its lines. Nothing is
// drawn or sent from here: the page's script (planning.js) gets the new order, and the change to send.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-planning]");
  if (!root) {
    return;
  }
  const list = () => root.querySelector("[data-list]");
  const entries = () => [...list().querySelectorAll(".plan-entry")];
  const tell = (kind, detail) => root.dispatchEvent(new CustomEvent(`plan:${kind}`, { detail }));
  const show = (items, focus) => tell("show", { items, focus });
  const say = (sentence) => tell("say", { sentence });
  const change = (name, data) => tell("change", { name, data });

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

  const sendOrder = () => change("reorder", { order: entries().map((entry) => Number(entry.dataset.article)) });

  function remove(item) {
    const next = entries()[entries().indexOf(item) + 1] ?? entries().at(-2);
    show(entries().filter((entry) => entry !== item), next && `grip-${next.dataset.article}`);
    change("remove", { article: Number(item.dataset.article) });
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
    send: sendOrder,
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
});
