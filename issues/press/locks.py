"""What was given to the press is not taken back to be changed, as long as the release stands."""

from articles.models import Article
from articles.workflow import REOPEN, Transition
from issues.models import IssueStatus, Release
from issues.titles import quoted


def objection(step: Transition, article: Article) -> str | None:
    """Why a sign-off may not be taken back now; None where nothing stands against it. One query."""
    if step is not REOPEN:
        return None
    standing = (
        Release.objects.filter(issue__entries__article=article, recall=None)
        .select_related("issue__periodical")
        .first()
    )
    if standing is None:
        return None
    if standing.issue.status == IssueStatus.PUBLISHED:
        return f"{quoted(article.title)}已随{standing.issue}付印、发布，文字不能再改；有误的，请登更正。"
    return f"{quoted(article.title)}已随{standing.issue}付印，文字不能再改；要更正，请先撤回该期的付印。"
