// 字数 as the office counts it: characters and marks one each, a Latin word or a number as one.
// The twin of articles/counting.py; a browser test holds the two against each other.
const COUNTED = /[A-Za-zÀ-ÖØ-öø-ɏ\p{Nd}]+(?:[.,'’/:-][A-Za-zÀ-ÖØ-öø-ɏ\p{Nd}]+)*|\S/gu;
const BLOCK_END = /<\/(?:p|h3|h4|li|figcaption|td|th)>|<br>/g;

function textOf(html) {
  const page = new DOMParser().parseFromString(html.replace(BLOCK_END, "$&\n"), "text/html");
  return page.body.textContent;
}

export function showCount(element, editor) {
  const counted = textOf(editor.getData()).match(COUNTED)?.length ?? 0;
  element.textContent = `正文 ${counted} 字`;
}
