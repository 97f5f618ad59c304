/* Puts the sheet on the clipboard, as HTML and as plain text. Without this file one selects and copies. */
"use strict";

(() => {
  const sheet = document.querySelector("[data-sheet]");
  if (!sheet) return;
  const said = document.querySelector("[data-said]");

  for (const element of document.querySelectorAll("[data-with-script], [data-copy-words]")) element.hidden = false;
  for (const element of document.querySelectorAll("[data-without-script]")) element.hidden = true;

  /* Another site's editor can fetch only whole addresses. */
  const dressed = () => {
    /* In a document of its own, so that this page fetches nothing from there. */
    const copy = new DOMParser().parseFromString(sheet.innerHTML, "text/html");
    for (const picture of copy.querySelectorAll("img")) {
      picture.setAttribute("src", new URL(picture.getAttribute("src"), sheet.dataset.site).href);
    }
    return copy.body.innerHTML.trim();
  };

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  /* Also when one selects by hand: what is copied is the sheet, not what this page makes of it. */
  sheet.addEventListener("copy", (event) => {
    const selected = window.getSelection();
    if (selected.toString().trim().length < sheet.innerText.trim().length) return;
    event.clipboardData.setData("text/html", dressed());
    event.clipboardData.setData("text/plain", sheet.innerText);
    event.preventDefault();
  });

  const bySelection = (element) => {
    select(element);
    return document.execCommand("copy");
  };

  const write = async (element, name, html, text) => {
    let done = true;
    try {
      const types = { "text/plain": new Blob([text], { type: "text/plain" }) };
      if (html) types["text/html"] = new Blob([html], { type: "text/html" });
      await navigator.clipboard.write([new ClipboardItem(types)]);
    } catch {
      done = bySelection(element);
    }
    said.textContent = done ? `${name}已复制。` : `浏览器不让网页复制：${name}已经替您选中，请按 Ctrl+C。`;
  };

  document.querySelector("[data-copy-sheet]").addEventListener("click", () => {
    write(sheet, "正文", dressed(), sheet.innerText);
  });

  for (const button of document.querySelectorAll("[data-copy-words]")) {
    const words = button.parentElement.querySelector("[data-words]");
    button.addEventListener("click", () => write(words, words.dataset.words, "", words.textContent));
  }
})();
