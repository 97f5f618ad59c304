// 整期预览, 封面目录: asked for once, and what is still unsaved stays where it is.
"use strict";
{
  const changed = () => document.getElementById("issue_form")?.dataset.changed;

  document.querySelector("form[data-typeset]")?.addEventListener("submit", (event) => {
    const form = event.target;
    if (changed()) {
      if (!window.confirm("本页有还没保存的改动，PDF 按上次保存的内容排，在新窗口里打开。仍要排版吗？")) {
        event.preventDefault();
        return;
      }
      form.target = "_blank";
      return;
    }
    form.target = "";
    // Only when the form is on its way: a disabled button would not send its own address.
    setTimeout(() => {
      for (const button of form.querySelectorAll("button")) {
        button.disabled = true;
      }
      event.submitter.textContent = "正在提交…";
    });
  });

  // A page that comes back from the browser's memory would have its buttons still disabled.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload();
    }
  });
}
