// Beside the sheet of the planning page: the box for another issue, the menus, and the pool's search.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-planning]");
  const box = document.querySelector("[data-moving]");
  if (!root || !box) {
    return;
  }
  const tell = (kind, detail = {}) => root.dispatchEvent(new CustomEvent(`plan:${kind}`, { detail }));

  // An open menu closes when one turns elsewhere.
  const close = () => root.querySelectorAll(".plan-more[open]").forEach((menu) => {
    menu.open = false;
  });

  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-move]");
    if (link) {
      event.preventDefault();
      const { title, article } = link.closest("li").dataset;
      box.querySelector("[data-moving-title]").textContent = `《${title}》`;
      box.querySelectorAll("[name=move]").forEach((button) => {
        button.value = article;
      });
      close();
      box.showModal();
    }
  });
  box.querySelector("[data-moving-cancel]").addEventListener("click", (event) => {
    event.preventDefault();
    box.close();
  });
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    box.close();
    tell("move", { article: Number(event.submitter.value), to: Number(box.querySelector("[name=to]").value) });
  });
  if (box.open) {
    box.close();
    box.showModal();
  }

  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".plan-more")) {
      close();
    }
  });
  root.addEventListener("keydown", (event) => {
    const menu = event.target.closest(".plan-more[open]");
    if (event.key === "Escape" && menu) {
      close();
      menu.querySelector("summary").focus();
    }
  });

  // The page promises that nothing need be saved: so it says when all is stored, and is not left before.
  const sign = root.querySelector("[data-saved]");
  let unsent = 0;
  root.addEventListener("planning:keeping", ({ detail }) => {
    unsent = detail.unsent;
    sign.textContent = unsent ? "正在保存…" : detail.refused ? "" : "已保存";
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsent) {
      event.preventDefault();
    }
  });

  let typing;
  document.getElementById("plan-q").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(tell, 200, "pool");
  });
  document.getElementById("plan-find").addEventListener("submit", (event) => event.preventDefault());
});
