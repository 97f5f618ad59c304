"""The layout (版式): how pages are set."""

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from periodicals.type_area import NO_HEAD, OWN_PAPER, PAPERS_MM, DoesNotFit, Measures, paper_name, type_area

PAPERS = [
    *(
        (paper, f"{paper_name(paper)}（{width:g} × {height:g} 毫米）")
        for paper, (width, height) in PAPERS_MM.items()
    ),
    (OWN_PAPER, "自定"),
]


class Font(models.TextChoices):
    """Families that the print has, as fontconfig names them; ``issues.checks`` sees that they are there."""

    SONG = "Noto Serif CJK SC", "思源宋体"
    HEI = "Noto Sans CJK SC", "思源黑体"
    KAI = "LXGW WenKai", "霞鹜文楷"


class RunningHead(models.TextChoices):
    """What stands above the text of each page (书眉)."""

    NONE = NO_HEAD, "不设书眉"
    TITLE = "title", "刊名与期号"
    SECTIONS = "sections", "左页刊名，右页栏目名"


class Folio(models.TextChoices):
    """How the page number is written."""

    DOTS = "dots", "· 1 ·"
    PLAIN = "plain", "1"
    DASHES = "dashes", "— 1 —"
    WORDS = "words", "第1页"


class FolioPlace(models.TextChoices):
    """Where the page number stands below the type area."""

    CENTRE = "centre", "居中"
    OUTER = "outer", "切口一侧"


def _lines_field(label: str, default: str, low: int = 0, high: int = 6) -> "models.DecimalField":
    return models.DecimalField(
        label,
        max_digits=4,
        decimal_places=2,
        default=Decimal(default),
        validators=[MinValueValidator(low), MaxValueValidator(high)],
        help_text="单位：行，可填 0.25、0.5 等",
    )


def _length_field(label: str, low: int, high: int, help_text: str = "") -> "models.DecimalField":
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(low), MaxValueValidator(high)],
        help_text=help_text,
    )


class Layout(models.Model):
    """How pages are set, in a print office's own terms: characters a line, lines a column, pitch.

    Spaces of titles and section headings are in lines, font size and pitch in points, the gap between
    columns in characters, paper, margins and bleed in millimetres. Fonts are chosen by role.
    """

    name = models.CharField("名称", max_length=60)
    characters_per_line = models.PositiveSmallIntegerField(
        "每行字数", default=21, validators=[MinValueValidator(8), MaxValueValidator(60)]
    )
    lines_per_column = models.PositiveSmallIntegerField(
        "每栏行数", default=35, validators=[MinValueValidator(10), MaxValueValidator(70)]
    )
    columns = models.PositiveSmallIntegerField(
        "栏数", default=2, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    font_size_pt = models.DecimalField(
        "正文字号（磅）",
        max_digits=4,
        decimal_places=2,
        default=Decimal("10.5"),
        validators=[MinValueValidator(7), MaxValueValidator(16)],
        help_text="五号为 10.5 磅",
    )
    pitch_pt = models.DecimalField(
        "行距（磅）",
        max_digits=5,
        decimal_places=2,
        default=Decimal("20"),
        validators=[MinValueValidator(9), MaxValueValidator(40)],
        help_text="两行基线之间的距离",
    )
    column_gap_characters = models.DecimalField(
        "栏距（字）",
        max_digits=4,
        decimal_places=2,
        default=Decimal("2"),
        validators=[MinValueValidator(1), MaxValueValidator(6)],
    )
    title_space_before = _lines_field("标题前空", "0.5")
    title_space_after = _lines_field("标题后空", "1")
    section_space_before = _lines_field("栏目名前空", "1")
    section_space_after = _lines_field("栏目名后空", "0.5")

    paper = models.CharField("开本", max_length=10, choices=PAPERS, default="A4")
    paper_width_mm = _length_field("纸宽（毫米）", 90, 420)
    paper_height_mm = _length_field("纸高（毫米）", 120, 600)
    margin_top_mm = _length_field("天头（毫米）", 5, 150, "留空时版心上下居中，略偏上")
    margin_inner_mm = _length_field(
        "订口（毫米）", 5, 150, "留空时版心左右居中；填写后左右页对称，订口在装订的一边"
    )
    bleed_mm = models.DecimalField(
        "出血（毫米）", max_digits=4, decimal_places=2, default=Decimal(3),
        validators=[MinValueValidator(0), MaxValueValidator(10)],
        help_text="只用于付印的文件，裁切线标在其外",
    )  # fmt: skip
    font_serif = models.CharField("正文（宋）", max_length=40, choices=Font, default=Font.SONG)
    font_sans = models.CharField("标题（黑）", max_length=40, choices=Font, default=Font.HEI)
    font_kai = models.CharField("引题与图说（楷）", max_length=40, choices=Font, default=Font.KAI)
    running_head = models.CharField("书眉", max_length=10, choices=RunningHead, default=RunningHead.NONE)
    head_rule = models.BooleanField("书眉下加线", default=True)
    folio = models.CharField("页码样式", max_length=10, choices=Folio, default=Folio.DOTS)
    folio_place = models.CharField("页码位置", max_length=10, choices=FolioPlace, default=FolioPlace.CENTRE)

    class Meta:
        verbose_name = "版式"
        verbose_name_plural = "版式"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a layout that does not fit on its paper."""
        super().clean()
        needed = [field.name for field in fields(Measures) if field.default is not None]
        if any(getattr(self, name) is None for name in needed):
            # The field's own message says so.
            return
        try:
            type_area(self.measures)
        except DoesNotFit as refused:
            raise ValidationError({refused.field: str(refused)}) from refused

    @property
    def measures(self) -> Measures:
        """What the type area follows from; own width and height count for paper of one's own only."""
        return Measures(**self.plain(field.name for field in fields(Measures)))

    def plain(self, names: Iterable[str]) -> dict[str, Any]:
        """Values of the fields of these names as the typesetter takes them: decimals as floats."""
        values = {name: getattr(self, name) for name in names}
        return {name: float(v) if isinstance(v, Decimal) else v for name, v in values.items()}
