"""Word files made for tests; the words are invented."""

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from PIL import Image

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


class Word:
    """A document that is written line by line."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def line(
        self, text: str, size: float = 0, side: Any = None, *, style: str = "", bold: bool = False
    ) -> Any:
        """A paragraph; size in points."""
        paragraph = self.document.add_paragraph(style=style or None)
        run = paragraph.add_run(text)
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)
        if side is not None:
            paragraph.alignment = side
        return paragraph

    def picture(self, colour: str = "red", *, size: tuple[int, int] = (40, 30)) -> None:
        self.document.add_picture(io.BytesIO(picture(colour, size=size)))

    def numbered(self, text: str, form: str, label: str, key: int) -> Any:
        """A paragraph that Word numbers; all of one key are one numbering."""
        root = self.document.part.numbering_part.element
        if not root.xpath(f"w:num[@w:numId='{key}']"):
            abstract = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">'
                '<w:lvl w:ilvl="0"><w:start w:val="1"/>'
                f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/></w:lvl></w:abstractNum>'
            )
            root.insert(0, abstract)
            root.append(
                parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>')
            )
        paragraph = self.line(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>')
        )
        return paragraph

    def bytes(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def picture(colour: str = "red", *, size: tuple[int, int] = (40, 30)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "PNG")
    return stream.getvalue()


def insert(paragraph: Any, text: str) -> None:
    """Text that was typed in while changes were tracked."""
    paragraph._p.append(_change("ins", "t", text))


def delete(paragraph: Any, text: str) -> None:
    """Text that was deleted while changes were tracked."""
    paragraph._p.append(_change("del", "delText", text))


def _change(kind: str, tag: str, text: str) -> Any:
    change, run, inner = OxmlElement(f"w:{kind}"), OxmlElement("w:r"), OxmlElement(f"w:{tag}")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "甲")
    inner.text = text
    run.append(inner)
    change.append(run)
    return change


def formula(paragraph: Any, text: str) -> None:
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    paragraph._p.append(parse_xml(f"<m:oMath {space}><m:r><m:t>{text}</m:t></m:r></m:oMath>"))


def colour(paragraph: Any) -> None:
    paragraph.runs[0].font.color.rgb = RGBColor(255, 0, 0)


def article() -> bytes:
    """A manuscript with all that one may hold."""
    word = Word()
    word.line("茶余饭后", 15, CENTRE)
    word.line("办公室添置", 22, CENTRE, bold=True)
    word.line("新茶壶", 22, CENTRE, bold=True)
    word.line("——记茶水间的变化", 15, CENTRE)
    word.line("张三　李四", 12, CENTRE)
    word.line("　　2031年9月18日《东山日报》：茶水间添了一把新茶壶，值班的人每天轮流烧水。")
    word.line("一、水温", bold=True)
    paragraph = word.line("水的分子式是H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O，占地2m")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run("，要")
    paragraph.add_run("烧").bold = True
    paragraph.add_run("开").bold = True
    paragraph.add_run("。")
    word.line("甲组管周一", style="List Bullet")
    word.line("乙组管周二", style="List Bullet")
    table = word.document.add_table(2, 2)
    for cell, text in zip(table._cells, ("壶", "两把", "杯", "十个"), strict=True):
        cell.text = text
    word.picture()
    word.line("图1 新茶壶", 9, CENTRE)
    word.line("□本报记者 张三 摄")
    word.line("大家都很高兴。（记者 李四）")
    word.line("（来源：东山日报）")
    return word.bytes()
