// 收稿: files go to the server one by one, each with its own progress; corrections are kept as they are made.
"use strict";
{
  const drop = document.querySelector("[data-drop]");
  const progress = document.querySelector("[data-progress]");
  const form = document.querySelector("[data-intake]");
  const LAPSED = "登录已过期，请重新登录后再传；已传的来稿都还在。";
  const NO_NET = "没有传成，请检查网络后再试。";

  const token = () => drop.querySelector("[name=csrfmiddlewaretoken]").value;
  const showTotal = () => {
    const total = form.querySelectorAll("[data-card]").length;
    form.querySelector("[data-total]").textContent = total;
    form.querySelector("[data-bar]").hidden = !total;
    form.querySelector("[data-empty]").hidden = Boolean(total);
  };

  const addLine = (name) => {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    const said = document.createElement("span");
    const title = document.createElement("span");
    title.textContent = name;
    bar.max = 1;
    bar.setAttribute("aria-label", name);
    said.textContent = "等待";
    line.append(title, bar, said);
    progress.append(line);
    progress.hidden = false;
    return {
      sending: (part) => {
        // Sent is not read: the rest of the bar is the server's work, of unknown length.
        if (part < 1) {
          bar.value = part;
          said.textContent = `上传 ${Math.floor(part * 100)}%`;
        } else {
          bar.removeAttribute("value");
          said.textContent = "正在读…";
        }
      },
      done: () => line.remove(),
      refused: (sentence) => {
        bar.remove();
        line.classList.add("is-refused");
        said.textContent = sentence;
      },
    };
  };

  // fetch cannot tell how much of a body is sent; XMLHttpRequest can.
  const send = (file, line) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      const data = new FormData();
      data.append("csrfmiddlewaretoken", token());
      data.append("files", file);
      request.open("POST", drop.action);
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => line.sending(event.loaded / event.total));
      request.addEventListener("loadend", () => {
        let answer = null;
        try {
          answer = JSON.parse(request.responseText);
        } catch {
          // Not ours: the sign-in page, or nothing at all.
        }
        if (!answer) {
          line.refused(request.status === 200 || request.status === 403 ? LAPSED : NO_NET);
        } else if (answer.refused.length) {
          line.refused(answer.refused[0].sentence);
        } else {
          line.done();
          form.querySelector("[data-cards]").insertAdjacentHTML("beforeend", answer.cards.join(""));
          showTotal();
        }
        resolve();
      });
      request.send(data);
    });

  let queue = Promise.resolve();
  const take = (files) => {
    const limit = Number(drop.dataset.mostBytes);
    for (const file of files) {
      const line = addLine(file.name);
      if (file.size > limit) {
        line.refused(drop.dataset.tooLarge);
      } else {
        queue = queue.then(() => send(file, line));
      }
    }
  };

  const chooser = drop.querySelector("input[type=file]");
  drop.classList.add("is-live");
  chooser.addEventListener("change", () => {
    take([...chooser.files]);
    chooser.value = "";
  });
  // Anywhere on the page: a file let go beside the box would otherwise open in place of the page.
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      drop.classList.add("is-over");
    }
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      drop.classList.remove("is-over");
    }
  });
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer?.types.includes("Files")) {
      event.preventDefault();
      drop.classList.remove("is-over");
      take([...event.dataTransfer.files]);
    }
  });

  // What is corrected is kept at once, so that a reload or a lapsed session loses nothing.
  form.addEventListener("change", async (event) => {
    const card = event.target.closest("[data-card]");
    if (!card || event.target.name === "chosen") {
      return;
    }
    const said = card.querySelector("[data-said]");
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token());
    for (const field of card.querySelectorAll(".intake-field :is(input, select)")) {
      data.append(field.name, field.value);
    }
    try {
      const response = await fetch(card.dataset.correct, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
      });
      const answer = await response.json();
      said.textContent = answer.refused ? `没有记下：${answer.refused}` : "已记下改动";
    } catch {
      said.textContent = "改动还没有记下，请检查网络或重新登录。";
    }
  });
}
