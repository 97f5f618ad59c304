"""Published issues with a PDF of one page, and without typesetting."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from issues.covers import making
from issues.models import Issue
from tests.issues.site.conftest import other_periodical, publish, published

__all__ = ["other_periodical", "publish", "published"]


@cache
def pdf(colour: str = "black") -> bytes:
    """A PDF whose first page shows a frame in a colour."""
    page = Image.new("RGB", (300, 424), "white")
    page.paste(colour, (20, 20, 280, 40))
    document = pypdfium2.PdfDocument.new()
    picture = pypdfium2.PdfImage.new(document)
    picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(page))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(300, 424))
    first = document.new_page(300, 424)
    first.insert_obj(picture)
    first.gen_content()
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


@pytest.fixture
def small_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Covers of a fifth of their width, which are made in no time."""
    monkeypatch.setattr(making, "WIDTHS", (64, 128, 192))
    monkeypatch.setattr(making, "SET_WIDTH", 384)


@pytest.fixture
def issue_with_pdf(published: Callable[..., Issue], small_covers: None) -> Callable[..., Issue]:
    """``issue_with_pdf(2026, 8)``: published, with its articles and a PDF, without a cover yet."""

    def make(year: int = 2026, number: int = 8, **fields: Any) -> Issue:
        return published(year, number, (f"{year}年{number}期文",), **({"pdf": pdf()} | fields))

    return make
