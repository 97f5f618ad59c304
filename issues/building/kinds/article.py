"""单篇: one article of the issue as it will be printed, beginning on a page of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from articles.services import Refused
from issues.building.kinds.files import document_with_entries, keep_pdf
from issues.building.orders import Made, Order
from issues.models import Build, ContentsEntry, Issue
from issues.typesetting.document import TypesetArticle
from issues.typesetting.output import Output, Portion


class OneArticle:
    """One article; parameter ``article``: its key."""

    name = "article"
    label = "单篇预览"
    permission = "issues.typeset_issue"

    def read(self, sent: Mapping[str, str]) -> dict[str, Any]:
        article = sent.get("article", "")
        # 18 digits: more than a database's integers hold would be an error, not an answer.
        if not article.isdecimal() or len(article) > 18:
            raise Refused("没有说明要排哪一篇，请从目录里选一篇再排。")
        return {"article": int(article)}

    def check(self, issue: Issue, actor: User | None, parameters: Mapping[str, Any]) -> None:
        _entry(issue, parameters)

    def orders(self, build: Build) -> list[Order]:
        document = document_with_entries(build.issue)
        entry = _entry(build.issue, build.parameters)
        article = next((a for a in document.articles if a.entry_id == entry.pk), None)
        if article is None:  # taken out between the two queries
            raise _gone(build.issue)
        return [Order(document.only(article), Output(portion=Portion.BODY))]

    def finish(self, build: Build, made: Sequence[Made]) -> str:
        article: TypesetArticle = made[0].order.document.articles[0]
        keep_pdf(build, made[0], article.title[:60])
        build.result["title"] = article.title
        return ""


def _entry(issue: Issue, parameters: Mapping[str, Any]) -> ContentsEntry:
    entry = ContentsEntry.objects.filter(issue=issue, article=parameters["article"]).first()
    if entry is None:
        raise _gone(issue)
    return entry


def _gone(issue: Issue) -> Refused:
    return Refused(f"这一篇已不在{issue}的目录中，请刷新页面。")
