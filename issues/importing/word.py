"""Word files: each paragraph a line, with the levels of the headings."""

from dataclasses import replace
from html.parser import HTMLParser

from articles.wordfile import WordFileError, read_word
from issues.importing.bulletin import BulletinError
from issues.importing.source import Source, source_of

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "table", "ul", "ol"})


def read_word_source(data: bytes) -> Source:
    """Read a .docx. Rows of a table become lines, their cells stand apart by tabs; pictures are left out.

    Raises: BulletinError, with the sentence of ``articles.wordfile``.
    """
    try:
        word = read_word(data, pictures=False)
    except WordFileError as error:
        raise BulletinError(str(error)) from error
    lines = _Lines()
    lines.feed(word.html)
    lines.close()
    lines.end()
    # A line of text between blank ones, as people write it: the numbers in findings then fit what is shown.
    source = source_of("\n".join(text for text, _ in lines.found))
    levels = dict(enumerate((level for _, level in lines.found), start=1))
    return replace(source, lines=tuple(replace(line, level=levels[line.number]) for line in source.lines))


class _Lines(HTMLParser):
    """mammoth's HTML → lines; footnotes come at the end, as mammoth puts them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, int]] = []
        self._pieces: list[str] = []
        self._level = 0
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("td", "th"):
            self._cells += 1
            if self._cells > 1:
                self._pieces.append("\t")
        elif tag == "br":
            self.end(keep=True)
        elif tag in _BLOCKS and not (tag == "p" and self._cells):
            self.end()
            self._level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr":
            self._cells = 0
        if tag in _BLOCKS and not (tag == "p" and self._cells):
            self.end()

    def handle_data(self, data: str) -> None:
        self._pieces.append(data.replace("\n", " ").replace("\r", " "))

    def end(self, *, keep: bool = False) -> None:
        """Close the line; ``keep``: the heading goes on with the next."""
        text = "".join(self._pieces)
        if text.strip():
            self.found.append((text, self._level))
        self._pieces = []
        if not keep:
            self._level = 0
