"""校样: kept as they were handed out, with every line and its place."""

from collections.abc import Callable
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.db.models import Max, QuerySet
from django.db.models.fields.files import FieldFile

from accounts.models import User
from articles.services import Refused
from issues.models import ContentsEntry, Issue, Proof, ProofPortion, ProofRound
from issues.press import changes
from issues.press.parts import Part, parts
from issues.press.printed import read
from issues.typesetting.document import TypesetDocument
from issues.typesetting.output import Output

# Puts a finished file into the storage of a field under a name.
Keep = Callable[[FieldFile, str, Path], None]


def store(field: FieldFile, name: str, path: Path) -> None:
    """A ``Keep`` that copies."""
    with path.open("rb") as file:
        field.save(name, File(file), save=False)


def check_proof(issue: Issue, round_: int, portion: str, entry: int | None) -> None:
    """See that such a proof can be made. Raises: Refused."""
    if round_ not in ProofRound.values or portion not in ProofPortion.values:
        raise Refused("没有这样的校样，请从页面上选择校次和范围。")
    if not issue.entries.exists():
        raise Refused(f"{issue}的目录还是空的，请先编入稿件。")
    if portion == ProofPortion.BODY and not (entry and issue.entries.filter(pk=entry).exists()):
        raise Refused(f"这一篇已不在{issue}的目录中，请刷新页面。")


@transaction.atomic
def keep_proof(
    issue: Issue,
    path: Path,
    *,
    document: TypesetDocument,
    output: Output,
    sha256: str,
    pages: int,
    front_pages: int,
    actor: User,
    keep: Keep = store,
) -> Proof:
    """Keep a finished proof. Args: document, output: what it was made of, and how (with ``output.proof``)."""
    if output.proof is None:
        raise ValueError("The pages are no proof.")
    issue = Issue.objects.select_for_update(of=("self",)).select_related("periodical").get(pk=issue.pk)
    entries = dict(ContentsEntry.objects.filter(issue=issue).values_list("pk", "article_id"))
    printed = read(path, document.layout, front_pages, without=output.proof.label)
    found = parts(printed, document, entries)
    alone = document.articles[0] if output.portion == ProofPortion.BODY else None
    proof = Proof(
        issue=issue,
        round=output.proof.round,
        portion=output.portion.value,
        article_id=entries.get(alone.entry_id) if alone else None,
        article_title=alone.title if alone else "",
        sha256=sha256,
        pages=pages,
        parts=[part.as_json() for part in found],
        made_by=actor,
    )
    proof.run = (_like(proof).filter(round=proof.round).aggregate(last=Max("run"))["last"] or 0) + 1
    named = (issue.periodical.slug, issue.year, f"{issue.number:02}", proof.portion, proof.round, proof.run)
    name = f"{'-'.join(map(str, named))}.pdf"
    keep(proof.file, name, path)
    proof.save()
    return proof


def proofs_of(issue: Issue) -> QuerySet[Proof]:
    """The proofs of an issue, the newest first, without their text."""
    return Proof.objects.filter(issue=issue).select_related("made_by").defer("parts")


def before(proof: Proof) -> Proof | None:
    """The proof of the same portion that was made before this one."""
    return _like(proof).filter(made_at__lte=proof.made_at).exclude(pk=proof.pk).first()


def _like(proof: Proof) -> QuerySet[Proof]:
    same = Proof.objects.filter(issue=proof.issue_id, portion=proof.portion)
    return same.filter(article_title=proof.article_title, article=proof.article_id)


def compare(old: Proof, new: Proof) -> changes.Changes:
    """What changed from one proof to another; of different portions what both show."""
    return changes.compare(
        [Part.from_json(part) for part in old.parts],
        [Part.from_json(part) for part in new.parts],
        whole=(old.portion, old.article_id) == (new.portion, new.article_id),
    )
