// 整期导入: a file is dropped or chosen and sent at once, with progress; pasted text goes with the button.
"use strict";
{
  const form = document.querySelector("[data-source]");
  const drop = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const progress = form.querySelector("[data-progress]");
  const said = progress.querySelector("[data-said]");
  const bar = progress.querySelector("progress");
  const button = form.querySelector("[data-read]");

  const say = (sentence, wrong) => {
    progress.hidden = false;
    progress.classList.toggle("is-wrong", Boolean(wrong));
    said.textContent = sentence;
    bar.hidden = Boolean(wrong);
  };

  const send = () => {
    const request = new XMLHttpRequest();
    const data = new FormData(form);
    button.disabled = true;
    request.open("POST", window.location.pathname);
    request.upload.addEventListener("progress", (event) => {
      if (event.loaded < event.total) {
        bar.value = event.loaded / event.total;
        say(`上传 ${Math.floor((event.loaded / event.total) * 100)}%`);
      } else {
        // Sent is not read: the rest is the server's work, of unknown length.
        bar.removeAttribute("value");
        say("正在读取、切分…");
      }
    });
    request.addEventListener("load", () => {
      if (request.responseURL && new URL(request.responseURL).pathname !== window.location.pathname) {
        window.location.assign(request.responseURL);
        return;
      }
      button.disabled = false;
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const sentence = page.querySelector(".errorlist li");
      say(sentence ? sentence.textContent : "没有读成，请刷新页面后再试；您粘贴的文字还在下面。", true);
      input.value = "";
    });
    request.addEventListener("error", () => {
      button.disabled = false;
      say("没有传成，请检查网络后再试。", true);
    });
    say("上传…");
    request.send(data);
  };

  const check = () => {
    const file = input.files[0];
    if (!file) return;
    if (file.size > Number(form.dataset.mostBytes)) {
      say(form.dataset.tooLarge, true);
      input.value = "";
      return;
    }
    send();
  };

  drop.classList.add("is-live");
  input.addEventListener("change", check);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("is-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 1) {
      say("一次导入一期，请只放一个文件。", true);
      return;
    }
    input.files = event.dataTransfer.files;
    check();
  });
}
