/* How a reader likes the page: size of type, light or dark. Kept on this device only. Pages work without. */
(() => {
  "use strict";

  const root = document.documentElement;
  const CHOICES = { size: ["", "large", "larger"], mode: ["", "light", "dark"] };
  const PAPER = { light: "#fdfcf9", dark: "#171614" };

  // A browser may forbid storage; the choice then holds for this page.
  const kept = (name) => {
    try {
      const value = localStorage.getItem(`reading-${name}`);
      return CHOICES[name].includes(value) ? value : "";
    } catch {
      return "";
    }
  };
  const keep = (name, value) => {
    try {
      localStorage.setItem(`reading-${name}`, value);
    } catch {
      /* nothing to do */
    }
  };

  const show = (name, value) => {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    if (name !== "mode") return;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.content = PAPER[value || (meta.media.includes("dark") ? "dark" : "light")];
    }
  };

  const showKept = () => {
    for (const name of Object.keys(CHOICES)) {
      show(name, kept(name));
      for (const input of document.querySelectorAll(`.display input[name="${name}"]`)) {
        input.checked = input.value === kept(name);
      }
    }
  };

  const letChoose = (panel) => {
    panel.hidden = false;
    const close = () => {
      panel.open = false;
    };
    panel.addEventListener("change", ({ target }) => {
      show(target.name, target.value);
      keep(target.name, target.value);
    });
    panel.addEventListener("submit", (event) => event.preventDefault());
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.open) return;
      close();
      panel.querySelector("summary").focus();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!panel.contains(target)) close();
    });
    panel.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !panel.contains(relatedTarget)) close();
    });
  };

  const copy = async (source) => {
    // Without TLS (a house network) there is no clipboard; selecting and copying still works.
    if (navigator.clipboard) return navigator.clipboard.writeText(source.textContent.trim());
    getSelection().selectAllChildren(source);
    if (!document.execCommand("copy")) throw new Error("copy");
    return undefined;
  };

  const letCopy = (button) => {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copies);
      try {
        await copy(source);
        button.textContent = "已复制";
      } catch {
        getSelection().selectAllChildren(source);
        button.textContent = "已选中，请复制";
      }
      setTimeout(() => {
        button.textContent = label;
      }, 2000);
    });
  };

  showKept();
  addEventListener("storage", showKept);
  document.addEventListener("DOMContentLoaded", () => {
    showKept();
    document.querySelectorAll(".display").forEach(letChoose);
    document.querySelectorAll("[data-copies]").forEach(letCopy);
    const today = new Date().toLocaleDateString("sv-SE");
    for (const day of document.querySelectorAll("[data-today]")) day.textContent = today;
    root.dataset.script = "";
  });
  // A page that comes back out of the browser's own cache knows nothing of a choice made since.
  addEventListener("pageshow", showKept);
})();
