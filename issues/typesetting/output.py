"""What is made of the pages: for the screen, the press or the archive, whole or in part, or a proof."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any

from weasyprint import Document
from weasyprint.css import ColorProfile

# The press's condition for PDF/X-4: a profile that Debian's libgs-common brings. ISO 15930-7 wants one.
CMYK_PROFILES = (Path("/usr/share/color/icc/ghostscript/default_cmyk.icc"),)
ROUNDS = ("一校", "二校", "三校")


class Variant(StrEnum):
    """Which standard the file keeps."""

    SCREEN = "screen"  # PDF/UA-1: tagged, with links and bookmarks
    PRESS = "press"  # PDF/X-4: black text in pure black, bleed and crop marks, no links
    ARCHIVE = "archive"  # PDF/A-3u


class Portion(StrEnum):
    """Which pages are made."""

    WHOLE = "whole"
    CONTENTS = "contents"
    BODY = "body"


@dataclass(frozen=True)
class Proof:
    """A proof (校样): watermark, round and day on every page, line numbers beside the columns."""

    round: int
    day: date

    def __post_init__(self) -> None:
        if not 1 <= self.round <= len(ROUNDS):
            raise ValueError(f"校次只有 1 至 {len(ROUNDS)}：{'、'.join(ROUNDS)}。")

    @property
    def label(self) -> str:
        """一校　2031年4月5日."""
        return f"{ROUNDS[self.round - 1]}　{self.day.year}年{self.day.month}月{self.day.day}日"


@dataclass(frozen=True)
class Output:
    """How a document is put out; the plain one is the whole issue for the screen."""

    variant: Variant = Variant.SCREEN
    portion: Portion = Portion.WHOLE
    proof: Proof | None = field(default=None)

    @property
    def ink(self) -> str:
        """The colour of the text: the press gets pure black, not a black of four inks."""
        return self.tint(100)

    @property
    def quiet_ink(self) -> str:
        """The colour of a proof's line numbers."""
        return self.tint(53)

    @property
    def watermark_ink(self) -> str:
        """The colour of a proof's watermark, which must not hide a stroke of the text."""
        return self.tint(7)

    def tint(self, percent: int) -> str:
        """Black, or a grey of so many per cent of it, as a colour of CSS; for the press of one ink alone."""
        if self.variant is Variant.PRESS:
            return f"device-cmyk(0 0 0 {percent / 100:g})"
        level = round(255 * (100 - percent) / 100)
        return f"#{level:02x}{level:02x}{level:02x}"

    @property
    def options(self) -> dict[str, Any]:
        """Options of WeasyPrint for layout and writing."""
        if self.variant is Variant.PRESS:
            return {"pdf_variant": "pdf/x-4"}
        if self.variant is Variant.ARCHIVE:
            return {"pdf_variant": "pdf/a-3u"}
        return {"pdf_variant": "pdf/ua-1"}

    def write(self, pages: Document) -> bytes:
        """The PDF of laid-out pages."""
        if self.variant is Variant.PRESS or self.portion is Portion.CONTENTS:
            # Nothing to click on paper: PDF/X allows no link on the page. The 目录 alone has no targets.
            for page in pages.pages:
                page.links = []
        if self.variant is Variant.PRESS:
            for path in CMYK_PROFILES:
                if path.is_file():
                    profile = ColorProfile(
                        BytesIO(path.read_bytes()),
                        path.name,
                        "relative-colorimetric",
                        (["c"], ["m"], ["y"], ["k"]),
                    )
                    pages.color_profiles["device-cmyk"] = profile
                    break
        return bytes(pages.write_pdf(**self.options))
