"""印前检查: what stands against the press, each with what to do about it.

What the records tell (sign-off, colophon, numbers) is ``issues.readiness``' to say and is asked each time.
What only the pages tell was measured when they were last laid out (``PreflightReport``), and counts as
long as nothing was changed since.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from articles.services import Refused
from issues.carryover import issue_before
from issues.models import ContentsEntry, Issue, PreflightReport
from issues.readiness import hindrances
from issues.titles import quoted
from issues.typesetting.document import TypesetDocument
from issues.typesetting.greys import Peculiarity
from issues.typesetting.inspection import LEAST_DPI, Flaw, FlawKind
from issues.typesetting.manuscript import document_of


class Severity(StrEnum):
    """Whether the press is barred, or a person only has to have seen it."""

    BARS = "bars"
    REMINDS = "reminds"


@dataclass(frozen=True)
class Finding:
    """One thing that was found: a sentence, what to do, and where."""

    severity: Severity
    sentence: str
    advice: str
    link: str


@dataclass(frozen=True)
class Preflight:
    """Everything that was found. ``report``: the measured pages, None where they are not up to date."""

    findings: tuple[Finding, ...]
    report: PreflightReport | None
    was_measured: bool

    @property
    def bars(self) -> tuple[Finding, ...]:
        """What bars the press."""
        return tuple(each for each in self.findings if each.severity is Severity.BARS)

    @property
    def reminders(self) -> tuple[Finding, ...]:
        """What a person has to have seen."""
        return tuple(each for each in self.findings if each.severity is Severity.REMINDS)

    @property
    def holds(self) -> bool:
        """Whether the issue may go to press: measured as it stands, and nothing bars."""
        return self.report is not None and not self.bars


def preflight(issue: Issue) -> Preflight:
    """Look at an issue as it stands now; nothing is laid out. A fixed number of queries."""
    report = PreflightReport.objects.select_related("made_by").filter(issue=issue).first()
    if report and report.fingerprint == fingerprint(document_of(issue)):
        flaws = [Flaw(**flaw) for flaw in report.flaws]
        return Preflight(tuple(findings(issue, flaws, report.pages)), report, was_measured=True)
    return Preflight(tuple(findings(issue, (), None)), None, was_measured=report is not None)


def fingerprint(document: TypesetDocument) -> str:
    """A name for exactly this text in exactly this layout."""
    return hashlib.sha256(repr(document).encode()).hexdigest()


@transaction.atomic
def record(
    issue: Issue, *, document: TypesetDocument, flaws: Iterable[Flaw], pages: int, actor: User
) -> PreflightReport:
    """Keep what was measured on laid-out pages, in place of what was measured before."""
    report, _ = PreflightReport.objects.update_or_create(
        issue=issue,
        defaults={
            "fingerprint": fingerprint(document),
            "pages": pages,
            "flaws": [asdict(flaw) for flaw in flaws],
            "made_by": actor,
        },
    )
    return report


def refuse_barred(issue: Issue, flaws: Iterable[Flaw], pages: int) -> None:
    """Raises: Refused, with the first of what bars the press."""
    bars = [each for each in findings(issue, flaws, pages) if each.severity is Severity.BARS]
    if bars:
        more = f"另有{len(bars) - 1}处，见印前检查。" if len(bars) > 1 else ""
        raise Refused(f"印前检查没有通过：{bars[0].sentence}{more}")


def findings(issue: Issue, flaws: Iterable[Flaw], pages: int | None) -> Iterator[Finding]:
    """What bars first, then the reminders. Args: pages: all pages; None where they were not measured."""
    entries = list(issue.entries.select_related("article__section").order_by("position"))
    found = [
        *(
            Finding(Severity.BARS if each.bars else Severity.REMINDS, each.sentence, each.advice, each.link)
            for each in hindrances(issue, entries=entries, pages=pages)
        ),
        *_sections(issue, entries),
        *_measured(issue, entries, flaws),
    ]
    yield from sorted(found, key=lambda each: each.severity is not Severity.BARS)


def _sections(issue: Issue, entries: Sequence[ContentsEntry]) -> Iterator[Finding]:
    board = reverse("admin:issues_issue_planning", args=[issue.pk])
    for section, group in groupby(entries, key=lambda entry: entry.article.section):
        if not any(entry.article.plain_text for entry in group):
            yield Finding(
                Severity.BARS, f"栏目“{section}”下没有一篇有正文，印出来是空栏。",
                "补上正文，或把这一栏的稿件移出本期。", board,
            )  # fmt: skip
    before = issue_before(issue) if entries else None
    if before is None:
        return
    present = {entry.article.section_id for entry in entries}
    names = (
        before.entries.exclude(article__section__in=present)
        .order_by("article__section__usual_position", "article__section")
        .values_list("article__section__name", flat=True)
    )
    if missing := list(dict.fromkeys(names)):
        quoted_names = "、".join(f"“{name}”" for name in missing)
        yield Finding(
            Severity.REMINDS, f"{before.label}有而本期没有的栏目：{quoted_names}。",
            "确是本期不设的，不用理会；漏编的请编入。", board,
        )  # fmt: skip


def _measured(issue: Issue, entries: Sequence[ContentsEntry], flaws: Iterable[Flaw]) -> Iterator[Finding]:
    by_key = {entry.pk: entry for entry in entries}
    for flaw in flaws:
        entry = by_key.get(flaw.entry_id)
        if entry:
            name = quoted(entry.article.title)
            link = reverse("admin:articles_article_change", args=[entry.article_id])
        else:
            name, link = "封面目录或版权页", reverse("admin:issues_issue_change", args=[issue.pk])
        severity, sentence, advice = _SAID[flaw.kind](flaw, f"{name}{_place(flaw)}")
        yield Finding(severity, sentence, advice, link)


def _place(flaw: Flaw) -> str:
    return f"第{flaw.page}页第{flaw.column}栏" if flaw.page else ""


def _coarse(flaw: Flaw, where: str) -> tuple[Severity, str, str]:
    share = flaw.amount / LEAST_DPI
    return (
        Severity.BARS,
        f"{where}的图片按印出的大小只有{flaw.amount:.0f} dpi，不足{LEAST_DPI} dpi，印出来发虚。",
        f"换一张更清楚的原图，或把它缩到现在的{share:.0%}以下。",
    )


_PICTURES = {
    Peculiarity.COLOUR: (
        "的图片是彩色的，本刊单色印刷，付印文件里已转为灰度。",
        "靠颜色区分的图表请改用深浅或线型；网站上仍是彩色。",
    ),
    Peculiarity.ANIMATED: ("的图片是动图，纸上只印第一帧。", "请确认第一帧就是要印的画面。"),
    Peculiarity.TRANSPARENT: ("的图片有透明处，印成白色。", "不合意的请换一张不透明的图。"),
}


def _picture(flaw: Flaw, where: str) -> tuple[Severity, str, str]:
    sentence, advice = _PICTURES[Peculiarity(flaw.what)]
    return Severity.REMINDS, f"{where}{sentence}", advice


def _glyph(flaw: Flaw, where: str) -> tuple[Severity, str, str]:
    characters = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in flaw.what)
    return (
        Severity.BARS,
        f"{where}里的{characters}没有字体可印，纸上会是空框。",
        "改用通行的字，或请管理员装上有这个字的字体后重新检查。",
    )


def _line(flaw: Flaw, where: str) -> tuple[Severity, str, str]:
    return (
        Severity.BARS,
        f"{where}“{flaw.what}…”这一行超出栏宽{flaw.amount:.0f}磅。",
        "多半是断不开的长网址或长单词：缩短它，或在中间加空格。",
    )


def _table(flaw: Flaw, where: str) -> tuple[Severity, str, str]:
    return (
        Severity.BARS,
        f"{where}的表格比版面宽{flaw.amount:.0f}磅，右边会印不出来。",
        "减少列数，缩短表头和单元格里断不开的字串，或拆成两个表。",
    )


_SAID = {
    FlawKind.COARSE_PICTURE: _coarse,
    FlawKind.PICTURE: _picture,
    FlawKind.MISSING_GLYPH: _glyph,
    FlawKind.WIDE_LINE: _line,
    FlawKind.WIDE_TABLE: _table,
}
