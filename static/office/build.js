// A build's page: asks every second how far it is, until it is done or has failed.
"use strict";
{
  const EVERY = 1000;
  const sheet = document.querySelector("[data-build]");

  function lost() {
    const said = sheet.querySelector(".build-said");
    const sentence = "暂时连不上服务器，正在重新连接…排版不受影响。";
    if (said.textContent !== sentence) {
      said.textContent = sentence;
    }
  }

  // Only what differs is touched, so that a screen reader hears news and nothing else, and the focus stays.
  function show(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const step = (from) => from.querySelector(".build-steps").dataset.step;
    const said = fresh.content.querySelector(".build-said").textContent;
    if (step(fresh.content) !== step(sheet)) {
      sheet.replaceChildren(fresh.content);
      return;
    }
    for (const name of [".build-progress", ".lock-reason"]) {
      const [before, now] = [sheet.querySelector(name), fresh.content.querySelector(name)];
      if (before && now) {
        before.value = now.value;
      } else if (now) {
        sheet.querySelector(".build-said").after(now);
      } else {
        before?.remove();
      }
    }
    if (sheet.querySelector(".build-said").textContent !== said) {
      sheet.querySelector(".build-said").textContent = said;
    }
  }

  async function look() {
    let active = true;
    try {
      const response = await fetch(sheet.dataset.build, { headers: { "X-Requested-With": "fetch" } });
      if (response.redirected || response.status === 403 || response.status === 404) {
        // Signed out, or the issue is gone: the page itself says it.
        window.location.reload();
        return;
      }
      if (!response.ok) {
        throw new Error(String(response.status));
      }
      const answer = await response.json();
      show(answer.html);
      active = answer.active;
    } catch {
      lost();
    }
    if (active) {
      setTimeout(look, EVERY);
    } else {
      document.title = `${sheet.querySelector(".build-said").textContent}　${document.title}`;
    }
  }

  if (sheet) {
    setTimeout(look, EVERY / 2);
  }
}
