"""An issue's own layout (版式): searched for an aim (适应页数), and taken after a person has seen it."""

import hashlib
from dataclasses import asdict, fields, replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from articles.services import Refused
from issues.models import ContentsEntry, Issue, IssueStatus
from issues.typesetting.aims import Aim, PageAim, PrintedAim
from issues.typesetting.document import LayoutSpec, TypesetDocument
from issues.typesetting.fitting import Proposal, Search, finish, search
from issues.typesetting.layout import DoesNotFit, type_area
from issues.typesetting.manuscript import document_of, spec_of
from periodicals.models import LEAST_PAGES, MOST_PAGES, Layout

_CENT = Decimal("0.01")


# The fields that copyfitting searches; all others of a layout stay as they are.
SEARCHED = (
    "characters_per_line", "lines_per_column", "pitch_pt", "title_space_before", "title_space_after",
    "section_space_before", "section_space_after",
)  # fmt: skip


def propose_layout(issue: Issue, *, pages: int | None = None) -> Proposal:
    """As ``search_layout``, without its stages."""
    return finish(search_layout(issue, pages=pages))


def search_layout(issue: Issue, *, pages: int | None = None) -> Search:
    """A search for a layout of an issue, near the periodical's own; nothing is stored.

    Args: pages: all pages, the front page too; without it, the page numbers that were printed. Raises,
    before the search begins: Refused, for an empty 目录, a number of pages that no issue has, or without
    printed page numbers. The search itself raises TypesettingError.
    """
    if pages is not None and not LEAST_PAGES <= pages <= MOST_PAGES:
        raise Refused(f"页数请填 {LEAST_PAGES} 至 {MOST_PAGES} 之间的整数。")
    document = document_of(issue)
    if not document.sections:
        raise Refused(f"{issue}的目录还是空的，请先编入稿件。")
    aim: Aim
    if pages is not None:
        aim = PageAim(pages)
    else:
        printed = printed_pages(issue)
        if not printed:
            raise Refused(f"{issue}没有印本页码：印本页码只在整期导入时随目录登记。")
        aim = PrintedAim(printed)
    return search(document, aim, base=spec_of(base_of(issue)))


def printed_pages(issue: Issue) -> dict[int, int]:
    """Printed page by key of the entry, in printed order, of an issue that was imported."""
    printed = issue.entries.order_by("position").values_list("pk", "printed_page")
    return {entry: page for entry, page in printed if page is not None}


def base_of(issue: Issue) -> Layout:
    """The layout to stay near: the periodical's, or the issue's where that has another page.

    An issue whose own layout differs in what copyfitting searches only was fitted before: from there the
    next search would drift away.
    """
    usual, own = issue.periodical.default_layout, issue.effective_layout
    spec = spec_of(usual)
    searched: dict[str, Any] = {name: getattr(spec, name) for name in SEARCHED}
    return usual if replace(spec_of(own), **searched) == spec else own


def fingerprint(document: TypesetDocument) -> str:
    """Names everything that an issue's pages follow from: another text, order or layout gives another."""
    return hashlib.sha256(repr(document).encode()).hexdigest()


@transaction.atomic
def use_layout(
    issue: Issue,
    layout: LayoutSpec,
    *,
    actor: User | None,
    page_of: dict[int, int] | None = None,
    seen: str | None = None,
) -> Layout:
    """Give an issue a layout of its own, named after it; one that it has alone is changed.

    Args: actor: None for a command, whose operator is at the machine itself; page_of: the pages that the
    layout comes to, stored if the 目录 still holds the same entries; seen: ``fingerprint`` of the issue
    that the layout was found for. Raises: Refused, without the permission, unless the issue is in
    planning, if it is no longer as it was seen, or for a layout that does not fit; ValidationError.
    """
    issue = (
        Issue.objects.select_for_update(of=("self",)).select_related("periodical", "layout").get(pk=issue.pk)
    )
    if actor and not actor.has_perm("issues.change_issue"):
        raise Refused(f"{actor}没有编排期次的权限。")
    if issue.status != IssueStatus.PLANNING:
        raise Refused(f"{issue}{issue.get_status_display()}，版式不能再改动。")
    if seen is not None and fingerprint(document_of(issue)) != seen:
        raise Refused(f"试排之后，{issue}的稿件、目录或版式又有改动，这个版式没有采用；请再试排一次。")
    try:
        type_area(layout)
    except DoesNotFit as refused:
        raise Refused(str(refused)) from refused
    row = issue.layout if issue.layout and _is_own(issue.layout, issue) else Layout(name=str(issue)[:60])
    for name, value in values_of(layout).items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    issue.layout = row
    issue.save(update_fields=["layout"])
    entries = list(issue.entries.all())
    if page_of is not None and {entry.pk for entry in entries} == set(page_of):
        for entry in entries:
            entry.start_page = page_of[entry.pk]
        ContentsEntry.objects.bulk_update(entries, ["start_page"])
    return row


def values_of(layout: LayoutSpec) -> dict[str, object]:
    """Values of the fields of ``Layout`` for a layout of the typesetter."""
    values = {f.name: getattr(layout, f.name) for f in fields(layout) if f.name != "fonts"}
    values |= {f"font_{role}": family for role, family in asdict(layout.fonts).items()}
    return {
        name: Decimal(str(value)).quantize(_CENT) if isinstance(value, float) else value
        for name, value in values.items()
    }


def _is_own(layout: Layout, issue: Issue) -> bool:
    return not layout.periodicals.exists() and not layout.issues.exclude(pk=issue.pk).exists()
