"""PDF files with text: their lines in reading order, column by column."""

import json
from collections import Counter
from dataclasses import replace

from articles.childwork import ChildExhausted, ChildFailed, run_child
from issues.importing import pdfpages
from issues.importing.bulletin import BulletinError
from issues.importing.source import Source, source_of

_REFUSALS = {
    pdfpages.PASSWORD: "这个 PDF 设有打开密码，请去掉密码、另存后再导入。",
    pdfpages.TOO_LONG: f"这个 PDF 超过 {pdfpages.MAX_PAGES} 页，不像一期刊物，请检查是否选错了文件。",
    pdfpages.NO_TEXT: "这个 PDF 是扫描的图片，里面没有文字，请先作文字识别，或改用文本文件导入。",
}
_BROKEN = "这个 PDF 已损坏，打不开，请重新取一份再导入。"
_EXHAUSTED = "这个 PDF 的结构过于复杂，没能在限定的时间内读完，请改用文本文件导入。"


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF file; some begin with a few bytes of something else."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes) -> Source:
    """Read a PDF file. Returns: its lines with the size of their letters; pages stand apart by a blank line.

    Raises: BulletinError, for a file that is broken, protected, too long, or without text.
    """
    try:
        pages: list[list[tuple[str, float]]] = json.loads(run_child(pdfpages.__file__, data=data))
    except ChildExhausted as error:
        raise BulletinError(_EXHAUSTED) from error
    except ChildFailed as error:
        raise BulletinError(_REFUSALS.get(error.code, _BROKEN)) from error
    usual = _usual_size(pages)
    texts: list[str] = []
    known: dict[int, tuple[float, bool]] = {}
    for page in pages:
        for index, (text, size) in enumerate(page):
            texts.append(text)
            known[len(texts)] = (size / usual, index in (0, len(page) - 1))
        texts.append("")
    source = source_of("\n".join(texts).rstrip("\n"))
    lines = tuple(
        replace(line, size=round(known[line.number][0], 2), at_edge=known[line.number][1])
        for line in source.lines
    )
    return replace(source, lines=lines)


def _usual_size(pages: list[list[tuple[str, float]]]) -> float:
    counts: Counter[float] = Counter()
    for page in pages:
        for text, size in page:
            counts[size] += len(text)
    return counts.most_common(1)[0][0] or 1.0
