"""Fonts that a PDF uses, and whether it carries them."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Font:
    """A font of the PDF; ``family`` without the prefix of a subset."""

    family: str
    embedded: bool


def fonts_of(pdf: bytes) -> list[Font]:
    """All fonts of all pages, each once."""
    fonts: dict[str, Font] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            named: Any = page.Resources.get("/Font", {})
            for font in named.values():
                descendants = font.get("/DescendantFonts")
                described = descendants[0] if descendants else font
                descriptor = described.get("/FontDescriptor", {})
                files = ("/FontFile", "/FontFile2", "/FontFile3")
                name = str(font.BaseFont).lstrip("/")
                fonts[name] = Font(name.split("+", 1)[-1], any(file in descriptor for file in files))
    return list(fonts.values())
