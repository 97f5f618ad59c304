"""From the bytes of one file to what was read of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from articles.intake.blocks import Block, Kind, blocks_of_html, blocks_of_text
from articles.intake.head import Manuscript, read_manuscript
from articles.textfile import TextFileError, decode
from articles.wordfile import BROKEN, EMPTY, Picture, WordFileError, is_word, read_word

MAX_TEXT_BYTES = 5_000_000
NO_KIND = "只收 Word 的 .docx 文件和纯文本的 .txt 文件，请另存后再传。"
TOO_LONG = f"这个文本文件超过 {MAX_TEXT_BYTES // 1_000_000} MB，不像一篇稿件，请核对后再传。"
NO_ENCODING = "认不出这个文件的文字编码，请另存为 UTF-8 编码的纯文本后再传。"
BLANK = "这个文件里没有文字。"
OTHER_KINDS = {
    b"%PDF": "这是 PDF 文件；请向来稿人要 Word 文件，或把文字复制到新建的稿件里。",
    b"{\\rtf": "这是 RTF 文件，请在 Word 或 WPS 里另存为 .docx 后再传。",
    b"\x89PNG": "这是图片，不是稿件；图片请在编辑稿件时插入。",
    b"\xff\xd8\xff": "这是图片，不是稿件；图片请在编辑稿件时插入。",
    b"<!DOC": "这是网页文件，请把文字复制到新建的稿件里。",
    b"<html": "这是网页文件，请把文字复制到新建的稿件里。",
}
# What was dropped or taken over, in the words of the page.
_SAID = {
    "insertions": "修订中新插入的文字 {} 处已收入",
    "deletions": "修订中删去的文字 {} 处没有收入",
    "comments": "批注 {} 条没有收入",
    "colours": "有 {} 处文字的颜色、底色或下划线没有带入",
    "struck": "有 {} 处加了删除线的文字，已作一般文字收入，请核对",
    "hidden": "有 {} 处隐藏的文字没有收入",
    "formulas": "有 {} 个公式只收入了字符，请核对",
    "charts": "有 {} 个图表没有收入，请在 Word 里另存为图片后插入",
}


@dataclass(frozen=True, slots=True)
class Read:
    """What one file holds: the manuscript, and its pictures as they stand in the file."""

    manuscript: Manuscript
    pictures: tuple[Picture, ...] = ()


def read_file(data: bytes, name: str, *, today: date) -> Read:
    """Read a .docx or a .txt. Raises: WordFileError, whose message is one Chinese sentence."""
    if not data:
        raise WordFileError(EMPTY)
    if is_word(data):
        return _read_word(data, name, today)
    for mark, sentence in OTHER_KINDS.items():
        if data[:8].lower().startswith(mark.lower()):
            raise WordFileError(sentence)
    if not name.lower().endswith(".txt"):
        raise WordFileError(NO_KIND)
    blocks = blocks_of_text(_decoded(data))
    if not blocks:
        raise WordFileError(BLANK)
    return Read(read_manuscript(blocks, today=today, file_name=name))


def _read_word(data: bytes, name: str, today: date) -> Read:
    word = read_word(data, settings=True)
    try:
        blocks = blocks_of_html(word.html)
    except ValueError as error:
        raise WordFileError(BROKEN) from error
    manuscript = read_manuscript(blocks, today=today, file_name=name)
    manuscript.remarks += _remarks(word.counts, manuscript.blocks)
    return Read(manuscript, word.pictures)


def _remarks(counts: Mapping[str, int], blocks: list[Block]) -> list[str]:
    said = [f"{sentence.format(counts[key])}。" for key, sentence in _SAID.items() if counts.get(key)]
    merged = sum(block.kind == Kind.TABLE and "span=" in block.html for block in blocks)
    if merged:
        said.append(f"有 {merged} 张表格有合并的单元格，请核对。")
    return said


def _decoded(data: bytes) -> str:
    if len(data) > MAX_TEXT_BYTES:
        raise WordFileError(TOO_LONG)
    try:
        decoded = decode(data)
    except TextFileError as error:
        raise WordFileError(NO_ENCODING) from error
    if "\0" in decoded.text or decoded.cut_off:
        raise WordFileError(NO_ENCODING)
    return decoded.text
