// On the page of an article: pictures of other sites that came with a paste are fetched or taken out when a
// person says so, and a text that came before is recognised while it is typed.
"use strict";
{
  const field = document.querySelector("#article_form textarea.django_ckeditor_5");

  const start = (editor) => {
    const form = document.querySelector("#article_form");
    const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
    const post = async (address, values) => {
      const data = new FormData();
      data.append("csrfmiddlewaretoken", token());
      for (const [name, value] of Object.entries(values)) {
        data.append(name, value);
      }
      const response = await fetch(address, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json" },
      });
      return response.json();
    };

    // -- Pictures of other sites: 〔外来图片：host〕, linked to where they are (editor/paste.js, richtext.py) --

    const box = document.querySelector("[data-foreign-pictures]");
    const older = document.querySelector("[data-older]");
    // Where the text is, so that what is said of a paste is seen beside it.
    field.closest("fieldset")?.querySelector("h2")?.after(...[box, older].filter(Boolean));
    const MARK = /^〔外来图片：[^〕]*〕$/;
    const found = () => {
      const items = [];
      for (const { item } of editor.model.createRangeIn(editor.model.document.getRoot())) {
        if (item.is("$textProxy") && item.hasAttribute("linkHref") && MARK.test(item.data.trim())) {
          items.push({ item, address: item.getAttribute("linkHref") });
        }
      }
      return items;
    };
    const select = ({ item }) => {
      editor.model.change((writer) => {
        writer.setSelection(
          writer.createRange(
            writer.createPositionAt(item.parent, item.startOffset),
            writer.createPositionAt(item.parent, item.endOffset),
          ),
        );
      });
    };
    const takeOut = (place) => {
      const paragraph = place.item.parent;
      select(place);
      editor.execute("delete");
      editor.model.change((writer) => {
        if (paragraph.isEmpty && paragraph.parent?.childCount > 1) {
          writer.remove(paragraph);
        }
      });
    };
    const putIn = (place, address) => {
      select(place);
      editor.execute("delete");
      editor.execute("insertImage", { source: address });
    };
    const refused = new Map();
    let working = false;
    const fetchOne = async (address) => {
      let answer;
      try {
        answer = await post(box.dataset.fetch, { address });
      } catch {
        answer = { error: { message: "没有取回，请检查网络或重新登录后再试。" } };
      }
      // Looked for anew: the text may have changed meanwhile.
      const place = found().find((each) => each.address === address);
      if (answer.url && place) {
        putIn(place, answer.url);
      } else if (!answer.url) {
        refused.set(address, answer.error.message);
      }
    };
    const work = async (addresses) => {
      working = true;
      show();
      for (const address of addresses) {
        refused.delete(address);
        await fetchOne(address);
      }
      working = false;
      show();
    };
    const button = (label, act) => {
      const element = document.createElement("button");
      element.type = "button";
      element.className = "button";
      element.textContent = label;
      element.disabled = working;
      element.addEventListener("click", act);
      return element;
    };
    const line = (text, ...rest) => {
      const paragraph = document.createElement("p");
      const said = document.createElement("span");
      said.textContent = text;
      paragraph.append(said, ...rest);
      return paragraph;
    };
    const show = () => {
      const places = found();
      const addresses = [...new Set(places.map((place) => place.address))];
      const lines = [];
      const all = places.length > 1 ? "全部" : "";
      if (places.length) {
        lines.push(
          line(
            working ? "正在取回…" : `文字里有${places.length}张别的网站的图片，还没有存到本站：`,
            button(`${all}取回并存到本站`, () => work(addresses)),
            button(`${all}去掉`, () => {
              for (const address of addresses) {
                for (let place; (place = found().find((each) => each.address === address)); ) {
                  takeOut(place);
                }
              }
            }),
          ),
        );
        for (const [address, sentence] of refused) {
          const place = places.find((each) => each.address === address);
          if (place) {
            const acts = all
              ? [
                  button("再试", () => work([address])),
                  button("去掉", () => takeOut(found().find((each) => each.address === address))),
                ]
              : [];
            const said = line(`${place.item.data.trim()} ${sentence}`, ...acts);
            said.firstChild.className = "foreign-said";
            lines.push(said);
          }
        }
      }
      box.replaceChildren(...lines);
      box.hidden = !lines.length;
    };
    if (box && !editor.isReadOnly) {
      let waiting;
      editor.model.document.on("change:data", () => {
        clearTimeout(waiting);
        waiting = setTimeout(show, 200);
      });
      show();
    }

    // -- A text that came before ------------------------------------------------------------------------------

    if (older) {
      let waiting;
      let asked = editor.getData();
      const ask = async () => {
        const body = editor.getData();
        if (body === asked) {
          return;
        }
        asked = body;
        try {
          const answer = await post(older.dataset.older, { body, article: older.dataset.article });
          older.innerHTML = answer.html;
          older.hidden = !answer.html;
        } catch {
          // Asked again after the next change.
        }
      };
      editor.model.document.on("change:data", () => {
        clearTimeout(waiting);
        waiting = setTimeout(ask, 1500);
      });
    }
  };

  if (field) {
    const ready = () => (window.editors?.[field.id] ? start(window.editors[field.id]) : setTimeout(ready, 50));
    ready();
  }
}
