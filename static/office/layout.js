// 版式: the page beside the form follows what is typed; the server computes it, as it will when saving.
"use strict";
{
  const preview = document.querySelector("[data-measure]");
  const form = preview?.closest("form");
  let timer;
  let asked = 0;

  async function measure() {
    const mine = ++asked;
    const values = new FormData(form);
    values.delete("csrfmiddlewaretoken");
    try {
      const response = await fetch(`${preview.dataset.measure}?${new URLSearchParams(values)}`);
      // An answer to older values must not replace a newer one.
      if (response.ok && mine === asked) {
        preview.innerHTML = await response.text();
      }
    } catch {
      // Without a connection the page as it was saved stays.
    }
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(measure, 250);
  };

  // Someone who may only look has nothing to type.
  if (form?.querySelector("[name=characters_per_line]")) {
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    if (form.querySelector(".errorlist")) {
      measure();
    }
  }
}
