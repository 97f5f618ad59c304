"""差错登记: errors found after print, and their rate against what a periodical may have."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from accounts.models import User
from articles.counting import count_characters
from articles.services import Refused
from issues.models import Issue, IssueStatus
from issues.models.errata import ErrorKind, PrintedError

# 期刊编校差错率不超过万分之二（《报纸期刊质量管理规定》，2020）.
LIMIT = Decimal("2")
# How much an error of a kind counts, as that rule's appendix weighs them; an office may weigh otherwise.
WEIGHTS: dict[str, Decimal] = {
    ErrorKind.WORDING: Decimal("1"),
    ErrorKind.MARK: Decimal("0.1"),
    ErrorKind.NUMBER: Decimal("1"),
    ErrorKind.FACT: Decimal("1"),
    ErrorKind.LAYOUT: Decimal("0.5"),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """Errors against characters."""

    errors: int
    weight: Decimal
    characters: int

    @property
    def in_ten_thousand(self) -> Decimal | None:
        """Counted errors in 10,000 characters, two places; None for an issue without text."""
        if not self.characters:
            return None
        return (self.weight * 10_000 / self.characters).quantize(Decimal("0.01"))

    @property
    def is_over(self) -> bool:
        """Whether the rate is above the limit."""
        rate = self.in_ten_thousand
        return rate is not None and rate > LIMIT


def rate_of(issue: Issue) -> Rate:
    """The rate of an issue, from its log and the length of its articles. Two queries."""
    total = issue.printed_errors.aggregate(weight=Sum("weight"))["weight"] or Decimal(0)
    entries = issue.entries.select_related("article")
    characters = sum(
        count_characters(f"{e.article.kicker}{e.article.title}{e.article.subtitle}{e.article.plain_text}")
        for e in entries
    )
    return Rate(issue.printed_errors.count(), total, characters)


@transaction.atomic
def record_error(issue: Issue, error: PrintedError, *, actor: User) -> PrintedError:
    """Enter an error that was found after print.

    Args: error: not stored yet, with kind, text and found_by. Raises: Refused, without permission, before
    print, or where the error says nothing.
    """
    issue = Issue.objects.select_for_update(of=("self",)).select_related("periodical").get(pk=issue.pk)
    _check(issue, actor)
    error.text, error.correct, error.found_by = (
        " ".join(value.split()) for value in (error.text, error.correct, error.found_by)
    )
    if not error.text:
        raise Refused("请写明印成了什么。")
    if not error.found_by:
        raise Refused("请写明是谁发现的。")
    if error.text == error.correct:
        raise Refused("“印成的文字”与“应为”相同，请核对。")
    error.issue, error.recorded_by = issue, actor
    error.full_clean(exclude=["issue", "recorded_by"])
    error.save()
    return error


@transaction.atomic
def strike_error(error: PrintedError, *, actor: User) -> None:
    """Take an entry out that was none. By who entered it, or by who plans the issue. Raises: Refused."""
    error = (
        PrintedError.objects.select_for_update(of=("self",))
        .select_related("issue__periodical")
        .get(pk=error.pk)
    )
    _check(error.issue, actor)
    if error.recorded_by_id != actor.pk and not actor.has_perm("issues.change_issue"):
        raise Refused(f"这一条由{error.recorded_by}登记，须由登记人或责任编辑删去。")
    error.delete()


def _check(issue: Issue, actor: User) -> None:
    if not actor.has_perm("articles.comment_article"):
        raise Refused(f"{actor}没有登记差错的权限。")
    if issue.status == IssueStatus.PLANNING:
        raise Refused(f"{issue}还没有付印；付印前发现的差错，直接改稿。")
