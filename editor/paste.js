// What is pasted from Word, WPS, WeChat or a news page becomes ours before it stands in the text: paragraphs,
// headings, lists, tables, bold, links and our own pictures. Runs after CKEditor's own reading of Office files.
// articles/richtext.py holds on the server in any case.
import { ClipboardPipeline, Plugin } from "ckeditor5";

const DROPPED =
  "script,style,meta,link,title,noscript,iframe,video,audio,object,embed,svg,canvas,template,input,button," +
  "select,textarea,rt,rp,del,[hidden],mpvoice,mp-common-mpaudio,mp-common-profile,mpvideosnap,mp-miniprogram";
const CONTAINERS = new Set([
  "ADDRESS", "ARTICLE", "ASIDE", "CENTER", "DD", "DETAILS", "DIV", "DL", "DT", "FIELDSET", "FIGURE", "FOOTER",
  "FORM", "HEADER", "HGROUP", "MAIN", "NAV", "PRE", "SECTION", "SUMMARY",
]);
const BLOCKS = new Set([
  "P", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "TABLE", "BLOCKQUOTE", "FIGURE", "HR",
]);
const TABLE_PARTS = new Set([
  "CAPTION", "COLGROUP", "COL", "THEAD", "TBODY", "TFOOT", "TR", "TH", "TD", "FIGCAPTION",
]);
const INLINE = new Set(["STRONG", "EM", "SUP", "SUB", "A", "BR", "IMG"]);
const KEPT = { A: ["href"], IMG: ["src", "alt"], OL: ["start"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"] };
const SAME = { B: "strong", I: "em" };
// Where a page that loads its pictures late keeps their real addresses.
const LATE = ["data-src", "data-original", "data-actualsrc", "data-lazy-src", "data-echo"];
const UPLOADED = /^data:image\/(?:png|jpe?g|gif|webp)[;,]|^blob:/i;
// A blank picture that holds the place of one which is loaded late.
const BLANK_PICTURE_LENGTH = 300;
const BLANK = "[ \\t\\r\\n\\u3000\\u00a0]";
const INDENT = /^(?:\u3000{1,}|[ \u00a0]{4,})/;

export class PasteOurs extends Plugin {
  static get pluginName() {
    return "PasteOurs";
  }

  static get requires() {
    return [ClipboardPipeline];
  }

  init() {
    const { editor } = this;
    // After PasteFromOffice (1000), before pictures are uploaded (0).
    this.listenTo(editor.plugins.get(ClipboardPipeline), "inputTransformation", (event, data) => {
      if (data.sourceEditorId === editor.id) {
        return;
      }
      const isPlain = !data.dataTransfer.types.includes("text/html");
      const processor = editor.data.htmlProcessor;
      data.content = processor.toView(normalised(processor.toData(data.content), isPlain));
    }, { priority: 500 });
  }
}

export function normalised(html, isPlain = false) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  removeAll(body);
  body.querySelectorAll("img").forEach(replacePicture);
  unwrapLayoutTables(body);
  keepMeaning(body);
  dissolve(body);
  splitLines(body, isPlain);
  body.querySelectorAll("h1,h2,h3,h4,h5,h6").forEach((heading) => {
    heading.querySelectorAll("strong").forEach(unwrap);
  });
  tidy(body);
  return body.innerHTML;
}

const unwrap = (element) => element.replaceWith(...element.childNodes);

const rename = (element, name) => {
  const other = element.ownerDocument.createElement(name);
  for (const { name: attribute, value } of element.attributes) {
    other.setAttribute(attribute, value);
  }
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
};

function removeAll(body) {
  body.querySelectorAll(DROPPED).forEach((element) => element.remove());
  for (const element of body.querySelectorAll("[style]")) {
    const style = element.getAttribute("style").toLowerCase().replace(/\s/g, "");
    if (/(?:^|;)(?:display:none|visibility:hidden|mso-hide:all)/.test(style)) {
      element.remove();
    }
  }
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_TEXT);
  const comments = [];
  while (walker.nextNode()) {
    if (walker.currentNode.nodeType === Node.COMMENT_NODE) {
      comments.push(walker.currentNode);
    } else {
      walker.currentNode.data = walker.currentNode.data.replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "");
    }
  }
  comments.forEach((comment) => comment.remove());
}

// -- Pictures ----------------------------------------------------------------------------------------------

const webAddress = (value) => {
  try {
    const address = new URL(value.startsWith("//") ? `https:${value}` : value);
    return ["http:", "https:"].includes(address.protocol) ? address : null;
  } catch {
    return null;
  }
};

function replacePicture(image) {
  const source = (image.getAttribute("src") ?? "").trim();
  const late = LATE.map((name) => webAddress(image.getAttribute(name) ?? "")).find(Boolean);
  const address = late ?? webAddress(source);
  const isDot = [image.getAttribute("width"), image.getAttribute("height")].some(
    (size) => size !== null && Number.parseInt(size, 10) <= 2,
  );
  const link = image.closest("a");
  if (link && !link.textContent.trim()) {
    unwrap(link);
  }
  if (source.startsWith("/media/") || (address?.origin === location.origin && address.pathname.startsWith("/media/"))) {
    image.setAttribute("src", source.startsWith("/") ? source : address.pathname);
  } else if (isDot) {
    image.remove();
  } else if (address) {
    const placeholder = document.createElement("a");
    placeholder.href = address.href;
    placeholder.textContent = `〔外来图片：${address.hostname}〕`;
    const around = image.closest("a");
    if (around) {
      unwrap(around);
    }
    image.replaceWith(placeholder);
  } else if (UPLOADED.test(source) && (source.startsWith("blob:") || source.length > BLANK_PICTURE_LENGTH)) {
    // CKEditor uploads it as it uploads a file.
  } else if (source.startsWith("data:image/gif") || source.startsWith("data:image/svg") || !source) {
    image.remove();
  } else {
    image.replaceWith("〔图片：没有带入，请另行上传〕");
  }
}

// -- From any markup to ours -------------------------------------------------------------------------------

function unwrapLayoutTables(body) {
  // Innermost first: pages are laid out in tables within tables.
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    const cells = table.querySelectorAll("td,th");
    if (cells.length === 1) {
      const box = document.createElement("div");
      box.append(...cells[0].childNodes);
      table.replaceWith(box);
    }
  }
}

function keepMeaning(body) {
  for (const element of [...body.querySelectorAll("*")].reverse()) {
    const { style } = element;
    const weight = style.fontWeight;
    const isBold = weight === "bold" || weight === "bolder" || Number(weight) >= 600;
    const isInline = !BLOCKS.has(element.tagName) && !CONTAINERS.has(element.tagName) && !TABLE_PARTS.has(element.tagName);
    if (element.tagName in SAME) {
      const isUndone = element.tagName === "B" ? ["normal", "400"].includes(weight) : style.fontStyle === "normal";
      if (isUndone) {
        unwrap(element);
      } else {
        rename(element, SAME[element.tagName]);
      }
      continue;
    }
    const wraps = [
      isBold && !/^(?:H[1-6]|STRONG|TH)$/.test(element.tagName) && "strong",
      style.fontStyle === "italic" && element.tagName !== "EM" && "em",
      isInline && style.verticalAlign === "super" && element.tagName !== "SUP" && "sup",
      isInline && style.verticalAlign === "sub" && element.tagName !== "SUB" && "sub",
    ].filter(Boolean);
    // Bold of a box holds for its own text only: a box around everything would make everything bold.
    const holdsBlocks = [...element.children].some(
      (child) => BLOCKS.has(child.tagName) || CONTAINERS.has(child.tagName) || TABLE_PARTS.has(child.tagName),
    );
    if (holdsBlocks || !element.textContent.trim()) {
      continue;
    }
    for (const name of wraps) {
      const inner = document.createElement(name);
      inner.append(...element.childNodes);
      element.append(inner);
    }
  }
}

const isBlock = (node) =>
  node.nodeType === Node.ELEMENT_NODE && (BLOCKS.has(node.tagName) || CONTAINERS.has(node.tagName));

// Boxes become the paragraphs that they hold; what is neither block nor inline of ours leaves its text.
function dissolve(body) {
  for (const element of [...body.querySelectorAll("*")].reverse()) {
    const { tagName } = element;
    if (CONTAINERS.has(tagName)) {
      wrapLoose(element);
      unwrap(element);
    } else if (tagName === "HR") {
      element.remove();
    } else if (!BLOCKS.has(tagName) && !TABLE_PARTS.has(tagName) && !INLINE.has(tagName)) {
      unwrap(element);
    } else {
      keepAttributes(element);
    }
  }
  for (const link of [...body.querySelectorAll("a")]) {
    if (!/^(?:https?:|mailto:)/i.test(link.getAttribute("href") ?? "") || !link.textContent.trim()) {
      unwrap(link);
    }
  }
  if ([...body.childNodes].some(isBlock)) {
    wrapLoose(body);
  }
}

// Text between blocks into paragraphs of its own.
function wrapLoose(element) {
  const text = [];
  const close = () => {
    if (text.some((node) => node.textContent.trim() || node.tagName === "IMG")) {
      const paragraph = document.createElement("p");
      text[0].before(paragraph);
      paragraph.append(...text);
    }
    text.length = 0;
  };
  for (const node of [...element.childNodes]) {
    if (isBlock(node) || (node.nodeType === Node.ELEMENT_NODE && TABLE_PARTS.has(node.tagName))) {
      close();
    } else {
      text.push(node);
    }
  }
  close();
}

function keepAttributes(element) {
  const kept = KEPT[element.tagName] ?? [];
  for (const { name } of [...element.attributes]) {
    if (!kept.includes(name)) {
      element.removeAttribute(name);
    }
  }
}

// -- Lines and blanks ----------------------------------------------------------------------------------------

// Two line ends, or one with an indent behind it, are a paragraph's end; in plain text every line is one.
function splitLines(body, isPlain) {
  for (const first of [...body.querySelectorAll("p")]) {
    let paragraph = first;
    let end;
    while ((end = [...paragraph.querySelectorAll("br")].find((br) => isPlain || endsParagraph(br, paragraph)))) {
      const rest = document.createRange();
      rest.setStartAfter(end);
      rest.setEndAfter(paragraph.lastChild);
      const below = document.createElement("p");
      below.append(rest.extractContents());
      end.remove();
      paragraph.after(below);
      paragraph = below;
    }
  }
}

function endsParagraph(br, paragraph) {
  const rest = document.createRange();
  rest.setStartAfter(br);
  rest.setEndAfter(paragraph.lastChild);
  const below = rest.cloneContents();
  const text = below.textContent.replace(/[\r\n]/g, "");
  const next = below.querySelector("br");
  if (next) {
    const between = document.createRange();
    between.setStart(below, 0);
    between.setEndBefore(next);
    if (!between.toString().trim() && !between.cloneContents().querySelector("img")) {
      return true;
    }
  }
  return INDENT.test(text);
}

function tidy(body) {
  const start = new RegExp(`^${BLANK}+`);
  const end = new RegExp(`${BLANK}+$`);
  for (const block of body.querySelectorAll("p,h1,h2,h3,h4,h5,h6,li,td,th,figcaption,caption")) {
    trim(block, (text) => text.replace(start, ""), false);
    trim(block, (text) => text.replace(end, ""), true);
  }
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    walker.currentNode.data = walker.currentNode.data.replace(/[\u00a0\t\r\n ]+/g, " ");
  }
  for (const inline of [...body.querySelectorAll("strong,em,sup,sub")].reverse()) {
    if (!inline.textContent && !inline.querySelector("img")) {
      inline.remove();
    }
  }
  for (const paragraph of [...body.querySelectorAll("p,h1,h2,h3,h4,h5,h6,li,ul,ol,blockquote")].reverse()) {
    if (!paragraph.textContent.trim() && !paragraph.querySelector("img")) {
      paragraph.remove();
    }
  }
  body.normalize();
}

// From one side of a block, as far as there is nothing but blanks and line ends.
function trim(block, cut, fromEnd) {
  const nodes = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
  }
  for (const node of fromEnd ? nodes.reverse() : nodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      node.data = cut(node.data);
      if (node.data) {
        return;
      }
    } else if (node.tagName === "BR") {
      node.remove();
    } else if (node.tagName === "IMG" || isBlock(node)) {
      return;
    }
  }
}
