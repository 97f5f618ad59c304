"""A passage of an article, found by its own words: where it stands, and the text with other words there."""

import re
from dataclasses import dataclass

from articles.models import Article
from articles.proofreading.bodies import read_body, replaced
from articles.richtext import clean, plain_text

# Long enough for a sentence or two; more than that is no passage.
LONGEST = 300
# Stands for the passage while its place in the HTML is looked for; no database and no cleaned text has it.
_MARK = "\0"
# A line turned in the source of a paragraph is a space to who reads it and copies from it.
_ONE_LINE = str.maketrans("\n\r\t", "   ")
_BOXES = {"table": "表格中", "figure": "图片说明中"}
_CLOSED_BOX = re.compile(r"<(table|figure)\b.*?</\1>", re.DOTALL)
_PARAGRAPH = re.compile(
    r"(?:<li>(?:\s*<p>)?|<p>|<(?P<heading>h[34])>)(?P<text>(?:(?!<li>|<p>|<h[34]>).)*)", re.DOTALL
)
_NUMERALS = "零一二三四五六七八九"


class NoSuchPassage(Exception):
    """The words do not stand there, or not once; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Passage:
    """Where words stand in a field of an article.

    ``place`` as people say it (第二段, 标题); ``before`` and ``after`` are the rest of the paragraph.
    """

    field: str
    place: str
    before: str
    words: str
    after: str
    html: str
    block: int = 0

    def with_words(self, new: str) -> str:
        """The field's whole text with other words in this place.

        Raises: NoSuchPassage, if no words are left, or if cleaning would leave other ones there.
        """
        new = new.replace("\xa0", " ")
        expected = (self.before + new + self.after).strip()
        if not expected:
            raise NoSuchPassage(f"这样{self.place}就整个空了；要整段删去，请撤回发布后再改。")
        if self.field != "body":
            return f"{self.before}{new}{self.after}"
        start = len(self.before)
        html = clean(replaced(self.html, self.block, start, start + len(self.words), new))
        if _lines(html)[self.block] != expected:
            raise NoSuchPassage("“应为”里有网页上存不下的字符，请不要粘贴，直接输入。")
        return html


def find(article: Article, field: str, words: str) -> Passage:
    """The one place of these words. Args: field: of ``Article``, plain text or ``body``.

    Raises: NoSuchPassage, if they stand there not at all, more than once, or across paragraphs.
    """
    words = words.replace("\xa0", " ").strip()
    name = article._meta.get_field(field).verbose_name  # type: ignore[union-attr]
    if not words:
        raise NoSuchPassage(f"请把{name}里要更正的原文抄在这里。")
    if len(words.splitlines()) > 1:
        raise NoSuchPassage("原文请只抄一段之内的文字，不要跨段；几段都要更正的，分几次提出。")
    if len(words) > LONGEST:
        raise NoSuchPassage(f"原文请抄短些，不超过{LONGEST}字，认得出是哪一处就行。")
    html = clean(article.body) if field == "body" else ""
    texts = _lines(html) if html else [str(getattr(article, field))]
    hits = [(number, at) for number, text in enumerate(texts) for at in _places(text, words)]
    if not hits:
        raise NoSuchPassage(f"{name}里没有找到“{words}”，请照{name}里的文字原样抄写。")
    if len(hits) > 1:
        raise NoSuchPassage(f"“{words}”在{name}里出现了{len(hits)}次，请多抄前后几个字，认准是哪一处。")
    ((number, start),) = hits
    end, text = start + len(words), texts[number]
    place = _place(replaced(html, number, start, end, _MARK)) if html else str(name)
    return Passage(field, place, text[:start], words, text[end:], html, number)


def _lines(html: str) -> list[str]:
    return [block.text.translate(_ONE_LINE) for block in read_body(html)]


def _places(text: str, words: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]


def _place(html: str) -> str:
    """第二段, as a reader counts: headings, tables, captions and what is empty are no paragraphs."""
    before = _CLOSED_BOX.sub("", html.partition(_MARK)[0])
    if boxes := re.findall(r"<(table|figure)\b", before):
        # A table stands in a figure of its own.
        return _BOXES[boxes[-1]]
    paragraphs = list(_PARAGRAPH.finditer(before))
    if paragraphs and paragraphs[-1]["heading"]:
        return "小标题"
    above = sum(not one["heading"] and bool(plain_text(one["text"])) for one in paragraphs[:-1])
    return f"第{_numeral(above + 1)}段"


def _numeral(number: int) -> str:
    """A number up to 99 as it is spoken; above that in digits."""
    tens, ones = divmod(number, 10)
    if tens > len(_NUMERALS) - 1:
        return str(number)
    spoken = ("" if tens < 2 else _NUMERALS[tens]) + ("十" if tens else "")
    return spoken + (_NUMERALS[ones] if ones or not tens else "")
