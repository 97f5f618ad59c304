"""Glyphs of a PDF with their places, read with PDFium."""

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium

raw: Any = pdfium.raw


@dataclass(frozen=True)
class Glyph:
    """One glyph; lengths in points, ``x`` and ``y`` its origin from the page's lower left corner."""

    character: str
    x: float
    y: float
    advance: float
    size: float
    font: str


def read_pages(pdf: bytes) -> list[list[Glyph]]:
    """Glyphs of each page in the order in which they were drawn, blanks made up by PDFium left out."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [_read_page(page) for page in document]
    finally:
        document.close()


def _read_page(page: pdfium.PdfPage) -> list[Glyph]:
    text = page.get_textpage()
    glyphs = []
    for i in range(raw.FPDFText_CountChars(text.raw)):
        if raw.FPDFText_IsGenerated(text.raw, i):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, i, x, y)
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text.raw, i, box)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text.raw, i, matrix)
        name = ctypes.create_string_buffer(200)
        raw.FPDFText_GetFontInfo(text.raw, i, name, 200, ctypes.c_int())
        glyphs.append(
            Glyph(
                character=chr(raw.FPDFText_GetUnicode(text.raw, i)),
                x=x.value,
                y=y.value,
                advance=box.right - box.left,
                size=raw.FPDFText_GetFontSize(text.raw, i) * matrix.a,
                font=name.value.decode(),
            )
        )
    text.close()
    return glyphs
