"""Keeping an import until it is done: uploaded, corrected step by step, imported as a whole.

A draft is its owner's alone. Every change is one step that can be undone; what the lines become is all
that a step changes, so the account of characters is right after each (``issues.importing.assembling``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from accounts.models import User
from articles.services import Refused, register_printed
from articles.workflow import Status
from issues.importing.assembling import assemble
from issues.importing.bulletin import Bulletin, Finding, Rule
from issues.importing.cuts import Become, Cut
from issues.importing.files import read_file
from issues.importing.imprint import Imprint
from issues.importing.loading import load, objections, same_title, shortcomings
from issues.importing.reading import propose
from issues.importing.source import Source, source_of
from issues.models import ImportDraft, Issue
from periodicals.models import Periodical

# Steps that can be undone, and lines that they changed together; older ones stay as they are.
_MOST_STEPS = 200
_MOST_CHANGES = 20_000
# What the page can still show; a real issue has at most some three thousand.
_MOST_LINES = 12_000
# What a person may have open at one time.
_MOST_DRAFTS = 20
# What a line becomes that goes on with the line above.
_GOES_ON = {
    Become.TITLE: Become.TITLE_MORE,
    Become.PARAGRAPH: Become.CONTINUATION,
    Become.SUBHEADING: Become.CONTINUATION,
}


def begin(data: bytes, name: str, *, actor: User) -> ImportDraft:
    """Read a file and keep it with the cuts that are proposed for it.

    Raises: Refused, without the permission or with too many drafts; BulletinError, if it cannot be read.
    """
    _check_permission(actor)
    _sweep(actor)
    source = read_file(data)
    if len(source.lines) > _MOST_LINES:
        raise Refused(f"文件有{len(source.lines)}行，超过{_MOST_LINES}行，不像一期刊物，请分期上传。")
    proposal = propose(source, name)
    imprint = proposal.imprint
    lines = [""] * source.last_line
    for line in source.lines:
        lines[line.number - 1] = line.text
    return ImportDraft.objects.create(
        owner=actor,
        file_name=name[-255:],
        text="\n".join(lines),
        letters="".join(cut.become.value for cut in proposal.cuts),
        doubts={str(at): cut.doubt for at, cut in enumerate(proposal.cuts) if cut.doubt},
        findings=[[finding.rule.value, finding.message, finding.line] for finding in proposal.findings],
        periodical=_periodical(imprint.title),
        title=imprint.title[:60],
        year=imprint.year or None,
        number=imprint.number or None,
        whole_number=imprint.whole_number,
        issue_date=imprint.issue_date,
        sponsors="\n".join(imprint.sponsors),
        frequency=imprint.frequency,
    )


def _sweep(actor: User) -> None:
    ImportDraft.objects.expired().delete()
    if ImportDraft.objects.open_of(actor).count() >= _MOST_DRAFTS:
        raise Refused(f"您已有{_MOST_DRAFTS}份没有导入完的文件，请先导入或删去几份。")


def _periodical(title: str) -> Periodical | None:
    """The periodical of that title; without one, the office's only."""
    periodicals = list(Periodical.objects.all())
    if title:
        return next((one for one in periodicals if same_title(one.title, title)), None)
    return periodicals[0] if len(periodicals) == 1 else None


def _check_permission(actor: User) -> None:
    if not actor.has_perm("issues.import_issue"):
        raise Refused(f"{actor}没有整期导入的权限。")


def source_for(draft: ImportDraft) -> Source:
    """The source as it was read, without what only a Word or PDF file knows."""
    return source_of(draft.text)


def cuts_of(draft: ImportDraft) -> list[Cut]:
    """What each line becomes now."""
    return [Cut(Become(letter), draft.doubts.get(str(at), "")) for at, letter in enumerate(draft.letters)]


def bulletin_of(draft: ImportDraft, source: Source | None = None) -> Bulletin:
    """The issue that the draft would be imported as."""
    imprint = Imprint(
        title=draft.periodical.title if draft.periodical else draft.title,
        year=draft.year or 0,
        number=draft.number or 0,
        whole_number=draft.whole_number,
        issue_date=draft.issue_date,
        sponsors=tuple(filter(None, draft.sponsors.split("\n"))),
        frequency=draft.frequency,
    )
    findings = [Finding(Rule(rule), message, line) for rule, message, line in draft.findings]
    return assemble(source or source_for(draft), cuts_of(draft), imprint, findings, draft.file_name)


def hindrances(draft: ImportDraft, bulletin: Bulletin) -> list[str]:
    """What keeps the draft from being imported now, as sentences; empty if nothing does."""
    reasons = []
    if not (draft.year and draft.number):
        reasons.append("还没有填年份和期号。")
    if not draft.periodical and not (draft.title and draft.slug):
        reasons.append("还没有选定刊物；要另建一种，请填刊名和网址名。")
    elif not draft.periodical and (standing := Periodical.objects.filter(slug=draft.slug).first()):
        reasons.append(f"网址名“{draft.slug}”已是《{standing.title}》，请从刊物中选它，或另起网址名。")
    reasons += shortcomings(bulletin)
    if draft.periodical and draft.year and draft.number:
        reasons += objections(bulletin, draft.periodical)
    return reasons


# -- Steps ----------------------------------------------------------------------------------------------


@transaction.atomic
def become(draft: ImportDraft, places: Sequence[int], wanted: Become, *, actor: User) -> ImportDraft:
    """Say what some lines become; they are sure then. Raises: Refused."""
    draft = _locked(draft, actor)
    return _step(draft, dict.fromkeys(_known(draft, places), (wanted.value, "")))


@transaction.atomic
def approve(draft: ImportDraft, places: Sequence[int], *, actor: User) -> ImportDraft:
    """Say that some lines are right as they are. Raises: Refused."""
    draft = _locked(draft, actor)
    return _step(draft, {at: (draft.letters[at], "") for at in _known(draft, places)})


@transaction.atomic
def shift(draft: ImportDraft, place: int, by: int, *, actor: User) -> ImportDraft:
    """Move the boundary at a line one line up (-1) or down: what begins there begins there instead.

    The line between goes on with what it now belongs to. Raises: Refused, at the ends of the source.
    """
    draft = _locked(draft, actor)
    (at,) = _known(draft, [place])
    other = at + by
    if not 0 <= other < len(draft.letters) or (by > 0 and at == 0):
        raise Refused("已到原文的尽头，不能再移。")
    here = Become(draft.letters[at])
    if by < 0:
        behind = _GOES_ON.get(here, here)
    else:
        above = Become(draft.letters[at - 1])
        behind = _GOES_ON.get(above, above)
    return _step(draft, {other: (here.value, ""), at: (behind.value, "")})


@transaction.atomic
def undo(draft: ImportDraft, *, actor: User) -> ImportDraft:
    """Take the last step back. Raises: Refused, if there is none."""
    draft = _locked(draft, actor)
    if not draft.steps:
        raise Refused("没有可以撤销的改动。")
    changes = {at: (letter, doubt) for at, letter, doubt in draft.steps.pop()}
    return _written(draft, changes)


def _locked(draft: ImportDraft, actor: User) -> ImportDraft:
    """The draft under a lock. Raises: Refused, for another person's, one imported or thrown away."""
    _check_permission(actor)
    standing = (
        ImportDraft.objects.select_for_update(of=("self",))
        .select_related("periodical")
        .filter(pk=draft.pk, owner=actor)
        .first()
    )
    if standing is None:
        raise Refused("这份导入已经不在，请回到“整期导入”重新上传。")
    if standing.issue_id:
        raise Refused("这份文件已经导入，不能再改切分。")
    return standing


def _known(draft: ImportDraft, places: Sequence[int]) -> list[int]:
    known = sorted({at for at in places if 0 <= at < len(draft.letters)})
    if not known:
        raise Refused("请先选定要改的行。")
    return known


def _step(draft: ImportDraft, changes: Mapping[int, tuple[str, str]]) -> ImportDraft:
    before = [[at, draft.letters[at], draft.doubts.get(str(at), "")] for at in changes]
    if any((letter, doubt) != changes[at] for at, letter, doubt in before):
        draft.steps = [*draft.steps, before][-_MOST_STEPS:]
        while len(draft.steps) > 1 and sum(map(len, draft.steps)) > _MOST_CHANGES:
            draft.steps = draft.steps[1:]
        return _written(draft, changes)
    return draft


def _written(draft: ImportDraft, changes: Mapping[int, tuple[str, str]]) -> ImportDraft:
    letters = list(draft.letters)
    for at, (letter, doubt) in changes.items():
        letters[at] = letter
        if doubt:
            draft.doubts[str(at)] = doubt
        else:
            draft.doubts.pop(str(at), None)
    draft.letters = "".join(letters)
    draft.save(update_fields=["letters", "doubts", "steps", "updated_at"])
    return draft


# -- The issue's own data, and the end --------------------------------------------------------------------


@transaction.atomic
def correct(draft: ImportDraft, values: Mapping[str, Any], *, actor: User) -> ImportDraft:
    """Store what a person says of the issue: periodical, title, slug, year, number, … Raises: Refused."""
    draft = _locked(draft, actor)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save(update_fields=[*values, "updated_at"])
    return draft


@transaction.atomic
def take_in(draft: ImportDraft, *, actor: User) -> Issue:
    """Import: the issue, its articles as drafts and its 目录, all or nothing.

    Raises: Refused, with the first hindrance; ValidationError, for data that no issue may hold.
    """
    draft = _locked(draft, actor)
    bulletin = bulletin_of(draft)
    if reasons := hindrances(draft, bulletin):
        raise Refused(reasons[0])
    slug = draft.periodical.slug if draft.periodical else draft.slug
    draft.issue = load(replace(bulletin, file_name=draft.file_name), slug, actor=actor)
    draft.periodical = draft.issue.periodical
    draft.save(update_fields=["issue", "periodical", "updated_at"])
    return draft.issue


@transaction.atomic
def register(issue: Issue, *, actor: User) -> int:
    """据印本登记: take over the sign-off of the paper for all articles that are still drafts.

    Returns: how many. Raises: Refused, with nothing registered.
    """
    entries = issue.entries.select_related("article").filter(article__status=Status.DRAFT)
    drafts = [entry.article for entry in entries.order_by("position")]
    empty = [article.title for article in drafts if not article.plain_text.strip()]
    if empty:
        titles = "、".join(f"《{title}》" for title in empty)
        raise Refused(f"{titles}还没有正文，补齐后才能据印本登记。")
    for article in drafts:
        register_printed(article, actor=actor, comment="整期导入旧刊，据印本登记")
    return len(drafts)


@transaction.atomic
def discard(draft: ImportDraft, *, actor: User) -> None:
    """Throw a draft away. Raises: Refused, if it is not the actor's or was imported."""
    _locked(draft, actor).delete()
