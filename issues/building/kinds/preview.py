"""整期预览: the whole issue for the screen; its page numbers go into the 目录."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from issues.building.kinds.files import document_with_entries, keep_pdf, refuse_empty
from issues.building.orders import Made, Order
from issues.models import Build, Issue
from issues.services import record_pages
from issues.typesetting.manuscript import document_of


class Preview:
    """The issue as it will be printed, to look at."""

    name = "preview"
    label = "整期预览"
    permission = "issues.typeset_issue"

    def read(self, sent: Mapping[str, str]) -> dict[str, Any]:
        return {}

    def check(self, issue: Issue, actor: User | None, parameters: Mapping[str, Any]) -> None:
        refuse_empty(issue)

    def orders(self, build: Build) -> list[Order]:
        return [Order(document_with_entries(build.issue))]

    def finish(self, build: Build, made: Sequence[Made]) -> str:
        keep_pdf(build, made[0], f"{build.issue.periodical.title}{build.issue.label}")
        # Numbers of an order that is no longer the stored one would be wrong.
        build.result["outdated"] = document_of(build.issue) != made[0].order.document
        if not build.result["outdated"]:
            record_pages(build.issue, made[0].page_of)
        return ""
