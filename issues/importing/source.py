"""From the bytes of a file to numbered lines."""

import re
from dataclasses import dataclass, field

from articles.textfile import TextFileError, decode
from issues.importing.bulletin import BulletinError
from issues.importing.characters import count_characters

# An issue of 18 pages has 64 KB; these bounds keep a wrong file from holding up the office's server.
MAX_BYTES = 5_000_000
MAX_LINES = 50_000

_RTF = b"{\\rtf"
# Only what an editor program counts as a line, so that the numbers in the report can be found again.
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, with its number in the file (from 1) and its text as it stands.

    What Word and PDF files know beyond the text stands beside it, for proposing cuts only: the level of
    a heading (1 to 6, 0 for none), the size of the letters against that of the text (0.0 if unknown),
    and whether the line is the first or last of a page.
    """

    number: int
    text: str
    level: int = field(default=0, compare=False)
    size: float = field(default=0.0, compare=False)
    at_edge: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The whole file: its lines, and its non-blank characters counted before it was cut into lines."""

    lines: tuple[Line, ...]
    characters_in: int
    encoding: str
    cut_off: bool  # the file ends within a character
    last_line: int


def read_source(data: bytes) -> Source:
    """Decode UTF-8, UTF-16, UTF-32 (with or without mark, the last with) or GB18030 and number lines.

    Raises BulletinError for a file that is empty, too large, no text, or in an unknown encoding.
    """
    if len(data) > MAX_BYTES:
        size = f"{MAX_BYTES // 1_000_000} MB"
        raise BulletinError(f"文件超过 {size}，不像一期刊物的文字，请检查是否选错了文件。")
    if data.startswith(_RTF):
        raise BulletinError("这是 RTF 文件，请另存为 .docx 或纯文本（.txt）后再导入。")
    try:
        return source_of(*decode(data))
    except TextFileError as error:
        raise BulletinError(str(error)) from error


def source_of(text: str, encoding: str = "", cut_off: bool = False) -> Source:
    """Number the lines of a text. Raises BulletinError for a text without words, or far too long."""
    characters_in = count_characters(text)
    if characters_in == 0:
        raise BulletinError("文件是空的，请选择一期刊物的全文文件。")
    if "\0" in text:
        raise BulletinError("文件里有空字节，不是纯文本，请另存为纯文本（.txt）后再导入。")
    pieces = _LINE_END.split(text)
    lines = tuple(Line(n, piece) for n, piece in enumerate(pieces, start=1) if piece and not piece.isspace())
    if len(lines) > MAX_LINES:
        raise BulletinError(f"文件超过 {MAX_LINES} 行，不像一期刊物的文字，请检查是否选错了文件。")
    return Source(lines, characters_in, encoding, cut_off, last_line=lines[-1].number)
