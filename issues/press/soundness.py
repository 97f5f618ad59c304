"""Whether finished files are what they should be: whole, of as many pages, each article on its page."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from articles.services import Refused
from issues.models import PressFileVariant
from issues.titles import quoted
from issues.typesetting.document import TypesetDocument

# What stands between a title of the 目录 and its page, and blanks of every kind.
_BETWEEN = re.compile(r"[\s·…]+")


@dataclass(frozen=True)
class Finished:
    """One finished file. ``page_of``: folio by key of the entry; ``front_pages`` come before page 1."""

    variant: PressFileVariant
    path: Path
    sha256: str
    pages: int
    page_of: dict[int, int]
    front_pages: int


def check(files: Sequence[Finished], document: TypesetDocument) -> None:
    """See that the files are sound and agree with each other. Raises: Refused, naming what does not."""
    first = files[0]
    for file in files:
        name = file.variant.label
        if hashlib.sha256(file.path.read_bytes()).hexdigest() != file.sha256:
            raise Refused(f"{name}文件在写入后有变化，没有付印；请重新付印。")
        texts = _texts(file)
        if len(texts) != file.pages or (file.pages, file.page_of) != (first.pages, first.page_of):
            raise Refused(f"{name}文件的页数或页码与{first.variant.label}文件不同，没有付印；请重新付印。")
        front = "".join(texts[: file.front_pages])
        for article in document.articles:
            page = file.page_of.get(article.entry_id, 0)
            sheet = file.front_pages + page - 1
            title = _plain(article.title)
            if not 0 <= sheet < len(texts) or title not in texts[sheet] or f"{title}{page}" not in front:
                raise Refused(f"{name}文件里{quoted(article.title)}不在目录所印的那一页，没有付印。")


def _texts(file: Finished) -> list[str]:
    """The text of each page without blanks. Raises: Refused."""
    try:
        document = pypdfium2.PdfDocument(file.path)
    except pypdfium2.PdfiumError as error:
        raise Refused(f"{file.variant.label}文件打不开，没有付印；请重新付印。") from error
    try:
        return list(_read(document))
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> Iterable[str]:
    for page in document:
        text = page.get_textpage()
        yield _plain(text.get_text_bounded())
        text.close()


def _plain(text: str) -> str:
    # PDFium gives some characters in their compatibility forms.
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
