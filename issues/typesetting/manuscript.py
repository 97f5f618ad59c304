"""From an issue to what the typesetter is given. All queries of typesetting stand here."""

from dataclasses import fields

from issues.colophon import colophon, cover_notice, cover_number
from issues.contents import contents
from issues.models import ContentsEntry, Issue
from issues.typesetting.document import (
    Colophon,
    Fonts,
    LayoutSpec,
    Masthead,
    Metadata,
    TypesetArticle,
    TypesetDocument,
    TypesetSection,
)
from periodicals.models import Layout


def document_of(issue: Issue) -> TypesetDocument:
    """Everything the typesetter needs of an issue, read in two queries besides the issue's own.

    Equal documents give equal pages, so comparing two tells whether an issue changed meanwhile.
    """
    issue = Issue.objects.select_related("periodical__default_layout", "layout").get(pk=issue.pk)
    entries = issue.entries.select_related("article__section")
    return TypesetDocument(
        masthead=_masthead(issue),
        sections=tuple(
            TypesetSection(group.section.name, tuple(_article(entry, issue) for entry in group.entries))
            for group in contents(entries)
        ),
        layout=spec_of(issue.effective_layout),
        colophon=Colophon(colophon(issue)),
        metadata=Metadata(
            author="、".join(issue.periodical.sponsor_names),
            keywords=tuple(dict.fromkeys(entry.article.section.name for entry in entries)),
            created=issue.issue_date,
        ),
        source_at_end=issue.periodical.source_at_end,
    )


def _masthead(issue: Issue) -> Masthead:
    periodical = issue.periodical
    return Masthead(
        title=periodical.title,
        year=issue.year,
        number=issue.number,
        whole_number=issue.whole_number,
        sponsors=periodical.sponsor_names,
        supervisor=periodical.supervisor,
        frequency=periodical.get_frequency_display(),
        date_label=f"{issue.issue_date.year}年{issue.issue_date.month}月",
        permit_line=cover_number(periodical),
        notice=cover_notice(periodical),
    )


def _article(entry: ContentsEntry, issue: Issue) -> TypesetArticle:
    article = entry.article
    source = "" if article.source_in_text else article.source_line
    if source:
        source = f"（来源：{source}）" if issue.periodical.source_at_end else f"消息来源：{source}"
    return TypesetArticle(
        entry_id=entry.pk,
        anchor=f"article-{entry.position}",
        title=article.title,
        body_html=article.body,
        kicker=article.kicker,
        subtitle=article.subtitle,
        byline=article.byline,
        source=source,
    )


def spec_of(layout: Layout) -> LayoutSpec:
    """A stored layout as the typesetter takes it: fields of the same names, and the fonts by role."""
    roles = [field.name for field in fields(Fonts)]
    families = layout.plain(f"font_{role}" for role in roles)
    fonts = Fonts(**{role: families[f"font_{role}"] for role in roles})
    names = [field.name for field in fields(LayoutSpec) if field.name != "fonts"]
    return LayoutSpec(**layout.plain(names), fonts=fonts)
