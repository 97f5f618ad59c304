"""What still hinders an issue from going to press (就绪), as sentences with the place to mend it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from articles.placeholders import MISSING_PICTURE
from issues import numbering
from issues.models import ContentsEntry, Issue
from issues.titles import quoted
from periodicals.models import Kind, Periodical

SCHEDULE = ("copy_deadline", "review_deadline", "sign_off_deadline", "press_deadline")
# What an internal publication (内部资料性出版物) must print besides its permit number.
REQUIRED = ("printer", "print_date", "print_run", "recipients")


@dataclass(frozen=True)
class Hindrance:
    """One thing that stands against press, and the address where it can be put right.

    ``advice`` says what to do; ``bars``: an issue cannot go to press with it, else a person decides.
    """

    sentence: str
    link: str
    advice: str = ""
    bars: bool = True


def hindrances(
    issue: Issue, *, entries: Sequence[ContentsEntry] | None = None, pages: int | None = None
) -> tuple[Hindrance, ...]:
    """Everything that still hinders press, the issue's own lines first; empty when it can go.

    Four queries at most, whatever the number of entries, besides the periodical's own if it is not
    loaded. Args: entries: the issue's, in order with articles, if they are loaded already; pages: all
    pages with the front page, as typesetting last counted them. Where that is not known, only a last
    article that starts beyond the budget tells that there are too many.
    """
    if entries is None:
        entries = list(issue.entries.select_related("article").order_by("position"))
    return (
        *_pages(issue, entries, pages),
        *_colophon(issue),
        *_number(issue),
        *_schedule(issue),
        *_contents(issue, entries),
    )


def page_objections(pages: int, periodical: Periodical) -> tuple[str, ...]:
    """How a number of pages misses the budget or the binding's multiple, in words without a full stop."""
    budget, multiple = periodical.page_budget, periodical.page_multiple
    words = []
    if pages > budget:
        words.append(f"比预算多{pages - budget}页")
    elif pages < budget:
        words.append(f"比预算少{budget - pages}页")
    if over := pages % multiple:
        words.append(f"不是{multiple}的倍数，须再加{multiple - over}页或减{over}页")
    return tuple(words)


def _form(issue: Issue) -> str:
    return reverse("admin:issues_issue_change", args=[issue.pk])


def _board(issue: Issue) -> str:
    return reverse("admin:issues_issue_planning", args=[issue.pk])


def _contents(issue: Issue, entries: Sequence[ContentsEntry]) -> Iterator[Hindrance]:
    if not entries:
        yield Hindrance("目录还是空的，请先编入稿件。", _board(issue), "在编排页从稿库编入稿件。")
    for entry in entries:
        article = entry.article
        link = reverse("admin:articles_article_change", args=[article.pk])
        if not article.is_signed_off:
            status = article.get_status_display()
            yield Hindrance(
                f"{quoted(article.title)}还在“{status}”，未经终审签发。", link,
                "办完审校和终审签发，或把它移出本期。",
            )  # fmt: skip
        elif article.text_digest() != article.signed_off_digest:
            yield Hindrance(
                f"{quoted(article.title)}的文字与终审签发时不同。", link, "撤回签发，核对后重新送审、签发。"
            )
        text = article.plain_text
        if not text:
            yield Hindrance(f"{quoted(article.title)}还没有正文。", link, "补上正文，或把它移出本期。")
        if missing := len(MISSING_PICTURE.findall(text)):
            yield Hindrance(
                f"{quoted(article.title)}里有{missing}张图片还没有取入，只有记号。", link,
                "在稿件里取回或上传图片，或删去记号；已签发的，先撤回签发。",
            )  # fmt: skip


def _pages(issue: Issue, entries: Sequence[ContentsEntry], pages: int | None) -> Iterator[Hindrance]:
    if not entries:
        return
    if pages is not None:
        if words := page_objections(pages, issue.periodical):
            yield Hindrance(
                f"共{pages}页，{'；'.join(words)}。", _board(issue),
                "用“适应页数”调整版式，或增减稿件；预算本身要改的，请管理员改刊物的计划页数。",
                bars=bool(pages % issue.periodical.page_multiple),
            )  # fmt: skip
        return
    starts = [entry.start_page for entry in entries]
    if None in starts:
        yield Hindrance(
            "页码还没有算出，打开编排页即算。", _board(issue), "打开编排页，等页码算出。", bars=False
        )
        return
    # The front page carries no number: page 1 is the second sheet side.
    known = max(start for start in starts if start) + 1
    if known > issue.periodical.page_budget:
        yield Hindrance(
            f"至少{known}页，超出预算的{issue.periodical.page_budget}页。", _board(issue),
            "用“适应页数”调整版式，或减稿件。", bars=False,
        )  # fmt: skip


def _colophon(issue: Issue) -> Iterator[Hindrance]:
    periodical = issue.periodical
    office = reverse("admin:periodicals_periodical_change", args=[periodical.pk])
    if periodical.kind == Kind.INTERNAL:
        if not periodical.print_permit_number:
            yield Hindrance(
                "刊物资料里没有准印证号，内部资料性出版物必须刊印。", office, "请管理员在刊物资料里填上。"
            )
        for name in REQUIRED:
            if not getattr(issue, name):
                label = str(Issue._meta.get_field(name).verbose_name).removesuffix("（册）")  # type: ignore[union-attr]
                yield Hindrance(
                    f"版权页缺{label}。", f"{_form(issue)}#id_{name}", "在期次页的“版权页：印制”里填上。"
                )
    elif not periodical.cn_number:
        yield Hindrance(
            "刊物资料里没有国内统一刊号，公开发行的期刊必须刊印。", office, "请管理员在刊物资料里填上。"
        )


def _number(issue: Issue) -> Iterator[Hindrance]:
    near = numbering.neighbours(issue)
    link = f"{_form(issue)}#id_whole_number"
    if issue.whole_number is None:
        # A periodical that counts no whole numbers has none to continue.
        if expected := numbering.propose(issue, near):
            yield Hindrance(
                f"总期号还没有填，按前后期推算应为总第{expected}期。", link, "在期次页核对后填上。"
            )
    elif objection := numbering.objection(issue, near):
        yield Hindrance(objection, link, "在期次页改正；错在别的一期的，改那一期。")


def _schedule(issue: Issue) -> Iterator[Hindrance]:
    missing = [
        str(Issue._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in SCHEDULE
        if getattr(issue, name) is None
    ]
    if missing:
        yield Hindrance(
            f"日程还没有定：{'、'.join(missing)}。", _form(issue), "在期次页的“日程”里填上。", bars=False
        )
