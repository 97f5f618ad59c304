"""全期校对: the findings of all articles of an issue, with those that only show between articles."""

from collections import defaultdict
from dataclasses import dataclass

from articles import correcting
from articles.correcting import Proof, Remark
from articles.houserules import Judgement
from articles.models import Article
from articles.proofreading.checking import proofread
from articles.proofreading.manuscript import Finding
from articles.proofreading.registry import Rule
from articles.services import Refused
from issues.models import Issue
from issues.proofreading.whole_issue import entries_of, manuscripts_of


@dataclass(frozen=True, slots=True)
class ArticleProof:
    """An article of the issue with its findings; ``article`` is None for the colophon."""

    article: Article | None
    title: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class RuleProof:
    """A rule with its open findings, each with the article that it stands in."""

    rule: Rule
    remarks: tuple[tuple[Article | None, Remark], ...]


@dataclass(frozen=True, slots=True)
class IssueProof:
    """All findings of an issue."""

    articles: tuple[ArticleProof, ...]
    is_empty: bool

    @property
    def open_total(self) -> int:
        """How many wait to be judged."""
        return sum(len(each.proof.open) for each in self.articles)

    @property
    def dismissed_total(self) -> int:
        """How many were dismissed."""
        return sum(len(each.proof.dismissed) for each in self.articles)

    @property
    def with_findings(self) -> list[ArticleProof]:
        """The articles with open findings."""
        return [each for each in self.articles if each.proof.open]

    @property
    def by_rule(self) -> list[RuleProof]:
        """The open findings rule by rule, the commonest first."""
        found: defaultdict[str, list[tuple[Article | None, Remark]]] = defaultdict(list)
        rules: dict[str, Rule] = {}
        for each in self.articles:
            for remark in each.proof.open:
                rules[remark.rule.name] = remark.rule
                found[remark.rule.name].append((each.article, remark))
        ordered = sorted(found.items(), key=lambda pair: -len(pair[1]))
        return [RuleProof(rules[name], tuple(remarks)) for name, remarks in ordered]

    def find(self, article: Article, key: str) -> Remark:
        """The open finding that a page speaks of. Raises: Refused, if the text no longer has it."""
        for each in self.articles:
            if each.article == article:
                return correcting.find(each.proof, key)
        raise Refused(f"《{article.title}》已不在这一期里。")


def proof_of(issue: Issue) -> IssueProof:
    """Proofread a whole issue. Four queries, however many articles it has."""
    entries = entries_of(issue)
    manuscripts = manuscripts_of(issue, entries)
    lists, off = correcting.house_of(issue.periodical)
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in proofread(manuscripts, lists, off) if entries else ():
        found[finding.position.manuscript].append(finding)
    dismissed: defaultdict[int, list[Judgement]] = defaultdict(list)
    judgements = Judgement.objects.filter(
        article__entry__issue=issue, verdict=Judgement.Verdict.DISMISSED
    ).select_related("by")
    for judgement in judgements:
        dismissed[judgement.article_id].append(judgement)
    articles: list[Article | None] = [*(entry.article for entry in entries), None]
    return IssueProof(
        tuple(
            ArticleProof(
                article,
                article.title if article else "版权页",
                correcting.sort_out(manuscripts, found[number], dismissed[article.pk] if article else ()),
            )
            for number, article in enumerate(articles)
        ),
        is_empty=not entries,
    )
