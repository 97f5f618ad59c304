"""The same issue set by Chromium and by Typst: called plainly, and kept warm with all fonts loaded."""

import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Protocol

from issues.typesetting.document import TypesetDocument
from issues.typesetting.fetcher import MediaFetcher
from issues.typesetting.layout import type_area
from issues.typesetting.setter import Setter

CHROMIUM = "/usr/bin/chromium"


class Rival(Protocol):
    """Sets a document once, from its text to a file."""

    def __call__(self, document: TypesetDocument) -> None: ...


def turned(document: TypesetDocument, turn: int) -> TypesetDocument:
    """The same issue with every Chinese character replaced by another one of it.

    Lengths, marks and the set of glyphs stay, so it is as much work; but no engine has seen a line of it.
    Typst remembers paragraphs that it has laid out in its process, Chromium words that it has shaped.
    """
    texts = [a.title + a.body_html for a in document.articles]
    every = sorted({c for text in texts for c in text if "\u4e00" <= c <= "\u9fff"})
    other = {ord(c): every[(i + 37 * turn) % len(every)] for i, c in enumerate(every)}
    return replace(
        document,
        sections=tuple(
            replace(
                section,
                articles=tuple(
                    replace(a, title=a.title.translate(other), body_html=a.body_html.translate(other))
                    for a in section.articles
                ),
            )
            for section in document.sections
        ),
    )


def same_html(document: TypesetDocument, page_of: dict[int, int]) -> str:
    """Front page and body as one HTML document with our own stylesheets in it."""
    setter = Setter(document, MediaFetcher())
    front, body = setter.front_part(page_of, 20.0), setter.body_part()
    inner = "".join(_between(part.html, "<body>", "</body>") for part in (front, body))
    style = "".join(sheet for part in (front, body) for sheet in part.sheets)
    return f"<!DOCTYPE html><html lang='zh-CN'><meta charset='utf-8'><style>{style}</style>{inner}</html>"


def _between(text: str, start: str, end: str) -> str:
    return text.split(start, 1)[1].rsplit(end, 1)[0]


def chromium_command(page_of: dict[int, int], folder: Path) -> Rival:
    """``chromium --print-to-pdf``, which loads what it needs each time."""

    def run(document: TypesetDocument) -> None:
        page = folder / "issue.html"
        page.write_text(same_html(document, page_of), "utf-8")
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={folder / 'command.pdf'}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603

    return run


def chromium_open(page_of: dict[int, int], folder: Path) -> Rival:
    """A Chromium that is running already and opens the HTML in a new tab each time."""
    from playwright.sync_api import sync_playwright

    browser = sync_playwright().start().chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

    def run(document: TypesetDocument) -> None:
        page = browser.new_page()
        page.set_content(same_html(document, page_of))
        (folder / "open.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
        page.close()

    return run


def typst(page_of: dict[int, int], folder: Path, *, fonts_loaded: bool) -> Rival:
    """``typst.compile`` in this process, as it is called plainly or with its fonts loaded before."""
    import typst as engine

    options: dict[str, Any] = {}
    if fonts_loaded:
        options["font_paths"] = engine.Fonts(include_system_fonts=True)
    source = folder / "issue.typ"

    def run(document: TypesetDocument) -> None:
        source.write_text(typst_source(document, page_of), "utf-8")
        engine.compile(source, output=folder / "typst.pdf", **options)

    return run


def typst_source(document: TypesetDocument, page_of: dict[int, int]) -> str:
    """The issue in Typst's language, with the same measure, fonts, front page and running text."""
    layout, area = document.layout, type_area(document.layout)
    size = layout.font_size_pt
    leading = layout.pitch_pt - size
    lines = [
        f"#set page(width: {area.paper_width}pt, height: {area.paper_height}pt, numbering: none,"
        f" margin: (x: {area.margin_side}pt, top: {area.margin_top}pt, bottom: {area.margin_bottom}pt))",
        f'#set text(font: "{layout.fonts.serif}", size: {size}pt, lang: "zh", region: "cn")',
        f"#set par(justify: true, leading: {leading}pt, spacing: {leading}pt,"
        " first-line-indent: (amount: 2em, all: true))",
        f'#show heading: set text(font: "{layout.fonts.sans}", size: {size}pt)',
        f'#align(center, text(48pt, weight: "bold")[#{_quoted(document.masthead.title)}])',
    ]
    for section in document.sections:
        lines.append(f"*#{_quoted(section.name)}*\n")
        lines += [
            f"#{_quoted(a.title)} #box(width: 1fr, repeat[·]) {page_of[a.entry_id]}\n"
            for a in section.articles
        ]
    lines += [
        "#pagebreak()",
        '#set page(columns: 2, numbering: "1")',
        "#counter(page).update(1)",
        f"#set columns(gutter: {area.column_gap}pt)",
    ]
    for section in document.sections:
        lines.append(f"= #{_quoted(section.name)}")
        for article in section.articles:
            lines.append(f"== #{_quoted(article.title)}")
            lines += [f"#{_quoted(text)}\n" for text in _paragraphs(article.body_html)]
    lines += [f"#{_quoted(label)}：#{_quoted(value)}\n" for label, value in document.colophon.rows]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("p", "h3", "h4", "li"):
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data


def _paragraphs(html: str) -> list[str]:
    parser = _Text()
    parser.feed(html)
    return [block for block in parser.blocks if block.strip()]
