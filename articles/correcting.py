"""Proofreading of articles: what is found, what a person makes of it, and the office's word lists.

A finding is known by rule and passage (a digest of its quote and context), so that it is found again in
the text as it stands when somebody decides about it.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from accounts.models import User
from articles.houserules import Judgement, SwitchedOffRule, WordEntry
from articles.manuscripts import manuscript_of
from articles.models import Article
from articles.proofreading.bodies import replaced
from articles.proofreading.checking import proofread
from articles.proofreading.lists import Entry, Lists, Purpose, WordList, read_csv
from articles.proofreading.manuscript import Finding, Kind, Manuscript
from articles.proofreading.registry import Rule
from articles.proofreading.rules import BY_NAME, RULES
from articles.richtext import clean
from articles.services import Refused, save_text
from periodicals.models import Periodical

# Characters shown before a quote; and those on both sides that make a passage: enough to know it by, and
# few enough that a change elsewhere in the sentence leaves a decision standing.
SHOWN_BEFORE = 12
KNOWN_BY = 6
LONGEST_REASON = 200
_FIELDS = {
    Kind.TITLE: "title",
    Kind.KICKER: "kicker",
    Kind.SUBTITLE: "subtitle",
    Kind.BYLINE: "byline",
    Kind.SOURCE: "source",
}
_GONE = "这一处的文字刚改过，请看新的校对结果。"


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding in an article, as people are shown it."""

    finding: Finding
    rule: Rule
    # Digest of quote and context.
    passage: str
    # Which field of the article, "body" for its text; ``block`` counts the body's blocks.
    field: str
    block: int
    before: str
    dismissal: Judgement | None = None

    @property
    def key(self) -> str:
        """What a page sends back to speak of this finding."""
        return f"{self.finding.rule}:{self.passage}"


@dataclass(frozen=True, slots=True)
class Proof:
    """All that was found in one article: open, and dismissed."""

    open: tuple[Remark, ...]
    dismissed: tuple[Remark, ...]


def house_of(periodical: Periodical) -> tuple[Lists, frozenset[str]]:
    """The word lists of a periodical, and the names of the rules it does without. Two queries."""
    rows = WordEntry.objects.filter(periodical__isnull=True) | WordEntry.objects.filter(periodical=periodical)
    # A periodical's own entry goes before one for all.
    values = rows.order_by("-periodical", "pk").values_list(
        "purpose", "word", "instead", "unless", "note", "periodical"
    )
    own = sorted(values, key=lambda row: row[5] is not None)
    off = SwitchedOffRule.objects.filter(periodical=periodical).values_list("rule", flat=True)
    return _lists(tuple(row[:5] for row in own)), frozenset(off)


@lru_cache(maxsize=16)
def _lists(rows: tuple[tuple[str, str, str, str, str], ...]) -> Lists:
    entries: dict[Purpose, dict[str, Entry]] = {purpose: {} for purpose in Purpose}
    for purpose, word, instead, unless, note in rows:
        parts = tuple(part for part in unless.split("|") if part)
        entries[Purpose(purpose)][word] = Entry(word, instead, parts, note)
    return Lists({purpose: WordList(tuple(found.values())) for purpose, found in entries.items()})


def proof_of(article: Article, manuscript: Manuscript | None = None) -> Proof:
    """What is found in an article, as stored or, with ``manuscript``, as somebody types it. Three queries."""
    manuscript = manuscript or manuscript_of(article)
    lists, off = house_of(article.section.periodical)
    findings = proofread([manuscript], lists, off)
    dismissals = Judgement.objects.none()
    if article.pk:
        dismissals = article.judgements.filter(verdict=Judgement.Verdict.DISMISSED).select_related("by")
    return sort_out([manuscript], findings, dismissals)


def sort_out(
    manuscripts: Sequence[Manuscript], findings: Iterable[Finding], dismissals: Iterable[Judgement]
) -> Proof:
    """Findings of one article with what was decided about them; ``manuscripts`` as they were proofread."""
    dismissed = {(each.rule, each.passage): each for each in dismissals}
    remarks = [_remark(manuscripts, finding, dismissed) for finding in findings]
    return Proof(
        tuple(remark for remark in remarks if remark.dismissal is None),
        tuple(remark for remark in remarks if remark.dismissal is not None),
    )


def _remark(
    manuscripts: Sequence[Manuscript], finding: Finding, dismissed: dict[tuple[str, str], Judgement]
) -> Remark:
    manuscript, at = manuscripts[finding.position.manuscript], finding.position
    blocks = manuscript.blocks
    block = blocks[at.block]
    before = block.text[max(0, at.start - SHOWN_BEFORE) : at.start]
    whole = "\x1f".join((before[-KNOWN_BY:], finding.quote, block.text[at.end : at.end + KNOWN_BY]))
    passage = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    around = len(blocks) - len(manuscript.paragraphs)
    return Remark(
        finding, BY_NAME[finding.rule], passage, _FIELDS.get(block.kind, "body"), at.block - around, before,
        dismissed.get((finding.rule, passage)),
    )  # fmt: skip


def find(proof: Proof, key: str) -> Remark:
    """The open finding that a page speaks of. Raises: Refused, if the text no longer has it."""
    return find_several(proof, [key])[0]


def find_several(proof: Proof, keys: Collection[str]) -> list[Remark]:
    """Those of the open findings that a page speaks of, each once. Raises: Refused, if the text has none."""
    by_key = {remark.key: remark for remark in reversed(proof.open)}
    remarks = [by_key[key] for key in dict.fromkeys(keys) if key in by_key]
    if not remarks:
        raise Refused(_GONE)
    return remarks


@transaction.atomic
def dismiss(article: Article, remark: Remark, reason: str, *, actor: User) -> Judgement:
    """不改: leave a passage as it is, for a reason; the finding is not shown again until it changes.

    Dismissing again keeps the first reason. Raises: Refused, without permission or reason.
    """
    Article.objects.select_for_update().get(pk=article.pk)
    reason = " ".join(reason.split())
    if not actor.has_perm("articles.change_article"):
        raise Refused(f"{actor}没有校对稿件的权限。")
    if not reason:
        raise Refused("“不改”须写明理由，如“原文如此”“专名”。")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"理由超过{LONGEST_REASON}字，请写短些。")
    judgement, _ = Judgement.objects.get_or_create(
        article=article, rule=remark.finding.rule, passage=remark.passage,
        verdict=Judgement.Verdict.DISMISSED,
        defaults={"quote": remark.finding.quote[:200], "reason": reason, "by": actor},
    )  # fmt: skip
    return judgement


def restore(article: Article, key: str, *, actor: User) -> None:
    """Take a 不改 back, so that the finding is shown again. Doing so twice changes nothing.

    Raises: Refused, without permission.
    """
    if not actor.has_perm("articles.change_article"):
        raise Refused(f"{actor}没有校对稿件的权限。")
    rule, _, passage = key.partition(":")
    article.judgements.filter(verdict=Judgement.Verdict.DISMISSED, rule=rule, passage=passage).delete()


@transaction.atomic
def take_suggestion(article: Article, remark: Remark, *, actor: User, seen_version: int) -> Article:
    """采用: change the stored text as a finding suggests, as a change of text by this person.

    Returns: the article as stored. Raises: Refused, without permission, if the text is locked, the
    finding suggests nothing or a title would become too long; Outdated, if another person stored a version
    since ``seen_version``.
    """
    finding = remark.finding
    if finding.suggestion is None:
        raise Refused("这一处没有可以直接采用的改法，请到稿件里改。")
    at = finding.position
    if remark.field == "body":
        article.body = replaced(clean(article.body), remark.block, at.start, at.end, finding.suggestion)
    else:
        old = str(getattr(article, remark.field))
        new = old[: at.start] + finding.suggestion + old[at.end :]
        most: int | None = getattr(Article._meta.get_field(remark.field), "max_length", None)
        if most is not None and len(new) > most:
            raise Refused(f"改后超过{most}字，放不下，请到稿件里改短。")
        setattr(article, remark.field, new)
        if remark.field == "title" and not article.title.strip():
            raise Refused("标题不能整个删去，请到稿件里改。")
    reason = f"采用校对建议：{finding.quote[:20]} → {finding.suggestion[:20] or '删去'}"
    stored = save_text(article, actor=actor, seen_version=seen_version, reason=reason[:100])
    note_taken(article, [remark], actor=actor)
    return stored


def note_taken(article: Article, remarks: Sequence[Remark], *, actor: User) -> None:
    """Remember that suggestions were taken, for the rate of false alarms; an editor's page took them itself.

    Raises: Refused, without permission.
    """
    if not actor.has_perm("articles.change_article"):
        raise Refused(f"{actor}没有校对稿件的权限。")
    Judgement.objects.bulk_create(
        Judgement(
            article=article, rule=remark.finding.rule, passage=remark.passage, by=actor,
            quote=remark.finding.quote[:200], verdict=Judgement.Verdict.TAKEN,
        )
        for remark in remarks
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """How a rule has done: suggestions taken, findings dismissed."""

    rule: Rule
    taken: int
    dismissed: int
    is_on: bool

    @property
    def rate(self) -> int | None:
        """Of a hundred judged findings so many were false alarms; None while nothing was judged."""
        judged = self.taken + self.dismissed
        return round(100 * self.dismissed / judged) if judged else None


def records(periodical: Periodical) -> list[RuleRecord]:
    """All rules with how they did in a periodical's articles. Two queries."""
    judged = Judgement.objects.filter(article__section__periodical=periodical)
    counts = Counter(judged.values_list("rule", "verdict"))
    off = set(SwitchedOffRule.objects.filter(periodical=periodical).values_list("rule", flat=True))
    return [
        RuleRecord(
            rule,
            counts[rule.name, Judgement.Verdict.TAKEN.value],
            counts[rule.name, Judgement.Verdict.DISMISSED.value],
            rule.name not in off,
        )
        for rule in RULES
    ]


@transaction.atomic
def switch_rules(periodical: Periodical, on: Collection[str], *, actor: User) -> None:
    """Use exactly these rules in a periodical. Raises: Refused, without permission."""
    if not actor.has_perm("articles.change_wordentry"):
        raise Refused(f"{actor}没有更改校对规则的权限。")
    Periodical.objects.select_for_update().get(pk=periodical.pk)
    off = BY_NAME.keys() - set(on)
    SwitchedOffRule.objects.filter(periodical=periodical).exclude(rule__in=off).delete()
    known = set(SwitchedOffRule.objects.filter(periodical=periodical).values_list("rule", flat=True))
    SwitchedOffRule.objects.bulk_create(
        SwitchedOffRule(periodical=periodical, rule=name, by=actor) for name in sorted(off - known)
    )


@transaction.atomic
def import_words(
    purpose: Purpose, data: bytes, *, periodical: Periodical | None, actor: User
) -> tuple[int, int]:
    """Take the rows of a CSV file into a list: new words are added, known ones changed, none deleted.

    Returns: how many were added and changed. Raises: Refused, without permission; ListError, with the
    row's number, for a file that is no list. Then nothing is written.
    """
    if not actor.has_perm("articles.add_wordentry") or not actor.has_perm("articles.change_wordentry"):
        raise Refused(f"{actor}没有更改词表的权限。")
    known = {row.word: row for row in WordEntry.objects.filter(periodical=periodical, purpose=purpose.value)}
    added, changed = [], []
    for entry in read_csv(data):
        values = {"instead": entry.instead, "unless": "|".join(entry.unless), "note": entry.note}
        row = known.get(entry.word)
        if row is None:
            added.append(WordEntry(periodical=periodical, purpose=purpose.value, word=entry.word, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    WordEntry.objects.bulk_create(added)
    WordEntry.objects.bulk_update(changed, ["instead", "unless", "note"])
    return len(added), len(changed)


def words(purpose: Purpose, periodical: Periodical | None) -> list[Entry]:
    """A list as it stands, for exporting; one query."""
    rows = WordEntry.objects.filter(periodical=periodical, purpose=purpose.value)
    return [
        Entry(row.word, row.instead, tuple(part for part in row.unless.split("|") if part), row.note)
        for row in rows
    ]
