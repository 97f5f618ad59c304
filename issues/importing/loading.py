"""From what the reader read to rows: one issue in one transaction, through the same services as staff."""

from datetime import date
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import User
from articles.models import Article, Section
from articles.services import Refused, register_printed, save_text, section_named
from issues import numbering
from issues.importing.bulletin import Bulletin, ImportedArticle, ParagraphKind
from issues.models import ContentsEntry, Issue
from issues.services import place, store_issue
from periodicals.models import Frequency, Layout, Periodical

# What a 目录 without section headings is filed under.
SECTION_WITHOUT_NAME = "正文"
_PEOPLE = {
    "编辑": "editor", "终审": "final_reviewer", "校编": "proof_editors",
    "责任编辑": "responsible_editor", "电话": "phone", "印刷单位": "printer", "发送对象": "recipients",
}  # fmt: skip
_HEAD = {"title": "题目", "kicker": "引题", "subtitle": "副题", "byline": "作者", "source": "来源"}
_OFFICE = {"网址": "website", "邮箱": "email", "邮政编码": "postcode", "通讯地址": "address"}


@transaction.atomic
def load(bulletin: Bulletin, slug: str, *, actor: User, signed_off: bool = False) -> Issue:
    """Write a past issue: periodical and sections where they are missing, issue, articles, 目录.

    Args: slug: the periodical's; signed_off: register the articles as printed, so that the issue can
    be published; otherwise they come in as drafts. Returns: the issue, in planning.
    Raises: Refused, without the permission, for an issue that exists, for a file of another
    periodical, or, with signed_off, if an article of the 目录 was not found in the text;
    ValidationError, for data that no issue may hold. Then nothing is written.
    """
    if not actor.has_perm("issues.import_issue"):
        raise Refused(f"{actor}没有整期导入的权限。")
    if reasons := shortcomings(bulletin):
        raise Refused(reasons[0])
    missing = [article.title for article in bulletin.articles if not article.paragraphs]
    if signed_off and missing:
        titles = "、".join(f"“{title}”" for title in missing)
        raise Refused(f"正文中没有找到{titles}，不能直接发布；请先不加 --publish 导入，补齐后再发布。")
    periodical = _periodical(bulletin, slug)
    if _exists(bulletin, periodical):
        raise Refused(f"《{periodical.title}》{bulletin.year}年第{bulletin.number}期已经存在，没有再次导入。")
    issue = store_issue(_issue(bulletin, periodical), actor=actor)
    for imported_section in bulletin.sections:
        section = section_named(periodical, imported_section.name or SECTION_WITHOUT_NAME)
        for imported in imported_section.articles:
            article = _article(imported, section, actor)
            if signed_off:
                register_printed(article, actor=actor, comment="整期导入旧刊，据印本登记")
            entry = place(issue, article, actor=actor)
            ContentsEntry.objects.filter(pk=entry.pk).update(printed_page=imported.printed_page)
    return issue


def shortcomings(bulletin: Bulletin) -> list[str]:
    """What keeps a bulletin from being imported anywhere, as sentences; empty if nothing does."""
    reasons = []
    if not bulletin.articles:
        reasons.append("还没有一篇文章，请先标出题目。")
    for article in bulletin.articles:
        if not article.title:
            reasons.append(f"第{article.first_line}行起的文字没有题目，请标出题目，或并入前一篇。")
        for name, label in _HEAD.items():
            longest = _longest(Article, name)
            if len(getattr(article, name)) > longest:
                line = article.first_line or article.contents_line
                reasons.append(f"第{line}行的文章，{label}超过{longest}字，请核对题目与正文的分界。")
    for section in bulletin.sections:
        if len(section.name) > _longest(Section, "name"):
            reasons.append(f"栏目名“{section.name[:12]}…”太长，请核对。")
    return reasons


def _longest(model: type[Article] | type[Section], name: str) -> int:
    field: Any = model._meta.get_field(name)
    return int(field.max_length)


def objections(bulletin: Bulletin, periodical: Periodical) -> list[str]:
    """Why the periodical cannot take in this issue, as sentences: it exists, its number is out of step."""
    reasons = []
    if _exists(bulletin, periodical):
        reasons.append(
            f"《{periodical.title}》{bulletin.year}年第{bulletin.number}期已经存在，没有再次导入。"
        )
    issue = _issue(bulletin, periodical)
    if issue.whole_number is not None:
        same = Issue.objects.filter(periodical=periodical, whole_number=issue.whole_number).first()
        reason = numbering.objection(issue, numbering.neighbours(issue))
        if reason:
            reasons.append(reason)
        elif same and not reasons:
            reasons.append(f"{same.label}已是总第{issue.whole_number}期，本期不能再是。")
    return reasons


def _exists(bulletin: Bulletin, periodical: Periodical) -> bool:
    return Issue.objects.filter(periodical=periodical, year=bulletin.year, number=bulletin.number).exists()


def _periodical(bulletin: Bulletin, slug: str) -> Periodical:
    periodical = Periodical.objects.filter(slug=slug).first()
    if periodical is None:
        return _new_periodical(bulletin, slug)
    if bulletin.title and not same_title(periodical.title, bulletin.title):
        raise Refused(
            f"文件是《{bulletin.title}》，而“{slug}”是《{periodical.title}》，请核对 --periodical。"
        )
    return periodical


def same_title(one: str, other: str) -> bool:
    """Whether two titles of a periodical differ in blanks and 《》 only."""
    return _bare(one) == _bare(other)


def _bare(title: str) -> str:
    return "".join(title.split()).strip("《》")


def _new_periodical(bulletin: Bulletin, slug: str) -> Periodical:
    if not bulletin.title:
        raise Refused(f"文件里没有刊名，也没有网址名为“{slug}”的刊物，请写明刊名（命令行用 --title）。")
    labels: dict[str, str] = {str(label): value for value, label in Frequency.choices}
    office = {name: _printed(bulletin, label) for label, name in _OFFICE.items()}
    try:
        validate_email(office["email"])
    except ValidationError:
        office["email"] = ""  # printed so; it stays with the issue
    periodical = Periodical(
        title=bulletin.title,
        slug=slug,
        sponsors="\n".join(bulletin.sponsors),
        frequency=labels.get(bulletin.frequency, Frequency.IRREGULAR),
        is_primary=not Periodical.objects.filter(is_primary=True).exists(),
        **office,
    )
    periodical.full_clean(exclude=["default_layout"])
    periodical.default_layout = Layout.objects.create(name=f"{bulletin.title}默认版式")
    periodical.save()
    return periodical


def _printed(bulletin: Bulletin, label: str) -> str:
    # <http://…> is how some programs write an address into text; the paper has no brackets.
    return bulletin.colophon.get(label, "").removeprefix("<").removesuffix(">")


def _issue(bulletin: Bulletin, periodical: Periodical) -> Issue:
    colophon = {name: bulletin.colophon.get(label, "") for label, name in _PEOPLE.items()}
    # An office moves: what this issue printed is kept with it where it is not the periodical's today.
    for label, name in _OFFICE.items():
        printed = _printed(bulletin, label)
        colophon[name] = "" if printed == getattr(periodical, name) else printed
    return Issue(
        periodical=periodical,
        year=bulletin.year,
        number=bulletin.number,
        whole_number=bulletin.whole_number,
        issue_date=bulletin.issue_date or date(bulletin.year, min(bulletin.number, 12), 1),
        **colophon,
    )


def _article(imported: ImportedArticle, section: Section, actor: User) -> Article:
    article = Article(
        section=section,
        title=imported.title,
        kicker=imported.kicker,
        subtitle=imported.subtitle,
        byline=imported.byline,
        body=_html(imported),
        source=imported.source,
        source_date=imported.source_date,
        created_by=actor,
    )
    article.full_clean()
    return save_text(article, actor=actor)


def _html(imported: ImportedArticle) -> str:
    tags = {ParagraphKind.TEXT: "p", ParagraphKind.SUBHEADING: "h3"}
    return "\n".join(
        f"<{tag}>{escape(paragraph.text, quote=False)}</{tag}>"
        for paragraph in imported.paragraphs
        for tag in [tags[paragraph.kind]]
    )
