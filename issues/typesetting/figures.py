"""Pictures and tables of an article as print wants them: who took it set apart, heads of tables that repeat.

Only tags and classes change here, never a character.
"""

import re

_CAPTION = re.compile(r"(<(figcaption|caption)>)(.*?)(</\2>)", re.DOTALL)
# “（某某摄）” or “□本刊记者　某某摄” at the end of a caption.
_BY = r"(?:摄|摄影|摄影报道|供图|制图|绘)"
_CREDIT = re.compile(rf"(?:[（(][^（）()<>]{{1,30}}{_BY}[）)]|[□■][^<>]{{1,40}}{_BY})\s*$")
# The first row of a table without a head of its own, where all its cells are headings.
_HEAD_ROW = re.compile(
    r"(<table>(?:\s*<caption>.*?</caption>)?\s*)<tbody>\s*(<tr>(?:(?!</tr>|<td).)*</tr>)", re.DOTALL
)


def with_figures(html: str) -> str:
    """Article HTML whose captions have their credits in ``span.credit``, and whose tables have a ``thead``.

    A head is what is repeated where a table goes on in the next column or on the next page.
    """
    html = _CAPTION.sub(lambda found: f"{found[1]}{_with_credit(found[3])}{found[4]}", html)
    return _HEAD_ROW.sub(r"\1<thead>\2</thead><tbody>", html)


def _with_credit(caption: str) -> str:
    credit = _CREDIT.search(caption)
    if credit is None:
        return caption
    return f'{caption[: credit.start()]}<span class="credit">{credit[0]}</span>{caption[credit.end() :]}'
