// The 目录 of an issue: entries and whole sections dragged by ≡, or moved by key; added and taken out.
// The hidden inputs are sent in the order of the page, so the order of the page is all there is to keep.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-contents]");
  if (root) {
    const list = root.querySelector(".contents-list");
    const said = root.querySelector(".contents-said");
    const form = root.closest("form");
    const initial = order();

    function entries() {
      return [...list.querySelectorAll(".contents-entry")];
    }

    function order() {
      return [...root.querySelectorAll(".contents-list .contents-entry input")].map((i) => i.value).join();
    }

    const titleOf = (entry) => entry.querySelector(".contents-title").textContent.trim();
    const isSection = (item) => item.classList.contains("contents-section");

    // An entry alone; a section heading with all entries below it.
    function blockOf(item) {
      const block = [item];
      if (isSection(item)) {
        let next = item.nextElementSibling;
        while (next && !isSection(next)) {
          block.push(next);
          next = next.nextElementSibling;
        }
      }
      return block;
    }

    function heading(name, spare) {
      const item = spare.get(name)?.shift() ?? document.createElement("li");
      if (!item.firstElementChild) {
        item.className = "contents-section";
        const grip = document.createElement("button");
        grip.type = "button";
        grip.className = "grip";
        grip.setAttribute("aria-label", `移动栏目“${name}”，用上下方向键`);
        const text = document.createElement("span");
        text.textContent = name;
        item.append(grip, text);
      }
      return item;
    }

    // The headings follow from the order of the entries, as on paper. Those in use are kept, for focus.
    function regroup() {
      const spare = new Map();
      for (const old of list.querySelectorAll(".contents-section")) {
        const name = old.textContent.trim();
        spare.set(name, [...(spare.get(name) ?? []), old]);
      }
      let last = null;
      for (const entry of entries()) {
        if (entry.dataset.section !== last) {
          last = entry.dataset.section;
          const wanted = heading(last, spare);
          if (entry.previousElementSibling !== wanted) {
            entry.before(wanted);
          }
        }
      }
      for (const rest of spare.values()) {
        rest.forEach((item) => item.remove());
      }
      root.querySelector(".contents-empty").hidden = entries().length > 0;
    }

    function changed(sentence) {
      root.classList.toggle("is-changed", order() !== initial);
      said.textContent = sentence;
      form.dispatchEvent(new Event("input"));
    }

    function whereNow(item) {
      if (isSection(item)) {
        return `栏目“${item.textContent.trim()}”已移动。`;
      }
      const all = entries();
      return `《${titleOf(item)}》移到第 ${all.indexOf(item) + 1} 篇，共 ${all.length} 篇。`;
    }

    function moveByKey(item, by) {
      const grip = document.activeElement;
      const peers = isSection(item) ? [...list.querySelectorAll(".contents-section")] : entries();
      const other = peers[peers.indexOf(item) + by];
      if (!other) {
        said.textContent = by < 0 ? "已在最前。" : "已在最后。";
        return;
      }
      const block = blockOf(item);
      if (by < 0) {
        other.before(...block);
      } else {
        blockOf(other).at(-1).after(...block);
      }
      regroup();
      changed(whereNow(item));
      grip?.focus();
    }

    function startDrag(grip, down) {
      const item = grip.closest("li");
      const block = blockOf(item);
      const before = order();
      down.preventDefault();
      grip.focus();
      block.forEach((part) => part.classList.add("is-moving"));

      const follow = (move) => {
        const peers = [...list.children].filter((other) => !block.includes(other));
        const others = isSection(item) ? peers.filter(isSection) : peers.filter((p) => !isSection(p));
        const next = others.find((other) => {
          const parts = blockOf(other);
          const top = parts[0].getBoundingClientRect().top;
          const bottom = parts.at(-1).getBoundingClientRect().bottom;
          return move.clientY < (top + bottom) / 2;
        });
        if (next ? next.previousElementSibling === block.at(-1) : list.lastElementChild === block.at(-1)) {
          return;
        }
        if (next) {
          next.before(...block);
        } else {
          list.append(...block);
        }
        if (!isSection(item)) {
          regroup();
        }
      };
      const end = () => {
        document.removeEventListener("pointermove", follow);
        document.removeEventListener("pointerup", end);
        document.removeEventListener("pointercancel", end);
        block.forEach((part) => part.classList.remove("is-moving"));
        regroup();
        if (order() !== before) {
          changed(whereNow(item));
        }
      };
      // On the document, not captured by the grip: an element that is moved loses its capture.
      document.addEventListener("pointermove", follow);
      document.addEventListener("pointerup", end);
      document.addEventListener("pointercancel", end);
    }

    function remove(entry) {
      const next = entry.nextElementSibling ?? entry.previousElementSibling;
      const title = titleOf(entry);
      entry.remove();
      regroup();
      changed(`《${title}》已移出，保存后回到未编入的稿件中。`);
      next?.querySelector("button")?.focus();
    }

    function add(article) {
      const entry = root.querySelector("template").content.firstElementChild.cloneNode(true);
      entry.dataset.section = article.section;
      entry.querySelector("input").value = article.id;
      const link = entry.querySelector(".contents-title");
      link.textContent = article.text;
      link.removeAttribute("href");
      const chip = entry.querySelector(".chip");
      chip.className = `chip chip-${article.status}`;
      chip.textContent = article.status_label;
      chip.hidden = article.status === "signed_off";
      for (const button of entry.querySelectorAll("button[aria-label]")) {
        button.setAttribute("aria-label", button.getAttribute("aria-label").replace("《》", `《${article.text}》`));
      }
      // Below the last entry of its section, where it will mostly belong.
      const sameSection = entries().filter((other) => other.dataset.section === article.section);
      if (sameSection.length) {
        sameSection.at(-1).after(entry);
      } else {
        list.append(entry);
      }
      regroup();
      changed(`《${article.text}》已编入第 ${entries().indexOf(entry) + 1} 篇，保存后生效。`);
    }

    list.addEventListener("pointerdown", (event) => {
      const grip = event.target.closest(".grip");
      if (grip && event.button === 0) {
        startDrag(grip, event);
      }
    });
    list.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (by && event.target.closest(".grip")) {
        event.preventDefault();
        moveByKey(event.target.closest("li"), by);
      }
    });
    list.addEventListener("click", (event) => {
      const button = event.target.closest(".contents-moves button");
      if (button?.dataset.move) {
        moveByKey(button.closest("li"), Number(button.dataset.move));
      } else if (button) {
        remove(button.closest("li"));
      }
    });

    const box = django.jQuery("#contents-add");
    box.select2({
      ajax: {
        url: root.dataset.search,
        delay: 250,
        data: (params) => ({ term: params.term, page: params.page }),
        processResults: (answer) => {
          const standing = new Set(order().split(","));
          return {
            ...answer,
            results: answer.results.filter((article) => !standing.has(String(article.id))),
          };
        },
      },
      language: "zh-CN",
      placeholder: "按标题或栏目查找稿件",
      templateResult: (article) =>
        article.loading ? article.text : `${article.text}（${article.section} · ${article.status_label}）`,
    });
    box.on("select2:select", (event) => {
      add(event.params.data);
      box.val(null).empty().trigger("change");
    });
  }
});
