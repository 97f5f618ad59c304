// 适应页数: the search runs without leaving the page; its stages come line by line, each a JSON object.
"use strict";
{
  const form = document.querySelector("form[data-fitting]");
  const find = (name) => document.querySelector(`[data-${name}]`);
  const [button, stop, progress, stage, clock, wrong, outcome] = [
    "search", "stop", "progress", "stage", "clock", "wrong", "outcome",
  ].map(find);
  const bar = progress.querySelector("progress");

  const complain = (text) => {
    wrong.textContent = text;
    wrong.hidden = !text;
  };

  function show(answer) {
    if (answer.error) {
      complain(answer.error);
    } else if (answer.html) {
      outcome.innerHTML = answer.html;
      // One filled button: now it is the one that takes what was found.
      button.classList.toggle("default", !outcome.querySelector("[name=offer]"));
      for (const taking of outcome.querySelectorAll("form[data-working]")) {
        taking.addEventListener("submit", () => {
          const pressed = taking.querySelector("button");
          pressed.disabled = true;
          pressed.textContent = `${taking.dataset.working}…`;
        });
      }
      outcome.focus();
    } else {
      stage.textContent = `${answer.words}…`;
      bar.value = answer.done;
    }
    return Boolean(answer.error || answer.html);
  }

  async function search(signal) {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/x-ndjson" },
      signal,
    });
    if (!response.headers.get("Content-Type")?.startsWith("application/x-ndjson")) {
      complain(`没有排成：服务器答复 ${response.status}。稿件和版式都没有变，请稍后再试。`);
      return;
    }
    let rest = "";
    let ended = false;
    const decoder = new TextDecoder();
    for (let reader = response.body.getReader(), part; !(part = await reader.read()).done; ) {
      const lines = (rest + decoder.decode(part.value, { stream: true })).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        ended = show(JSON.parse(line)) || ended;
      }
    }
    if (!ended) {
      complain("试排中断了，没有结果。稿件和版式都没有变，请再试一次。");
    }
  }

  function working(on) {
    button.disabled = on;
    button.textContent = on ? "正在试排…" : "试排";
    stop.hidden = !on;
    progress.hidden = !on;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) {
      return;
    }
    const started = Date.now();
    const tick = () => {
      clock.textContent = `已用 ${Math.round((Date.now() - started) / 1000)} 秒`;
    };
    const halt = new AbortController();
    stop.onclick = () => halt.abort();
    outcome.replaceChildren();
    button.classList.add("default");
    for (const said of form.querySelectorAll(".errorlist")) {
      said.remove();
    }
    complain("");
    stage.textContent = "正在开始…";
    bar.value = 0;
    tick();
    working(true);
    const timer = setInterval(tick, 1000);
    try {
      await search(halt.signal);
    } catch {
      complain(
        halt.signal.aborted
          ? "已停止试排，什么都没有改动。"
          : "没有排成：与服务器的连接断了。稿件和版式都没有变，请稍后再试。",
      );
    }
    clearInterval(timer);
    working(false);
    if (!wrong.hidden) {
      form.elements.pages.focus();
    }
  });

  // A number that is typed is the aim; the other way the number is not needed.
  form.elements.pages.addEventListener("input", () => {
    const pages = form.querySelector("input[name=aim][value=pages]");
    if (pages) {
      pages.checked = true;
    }
  });
}
