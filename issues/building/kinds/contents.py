"""目录: the front page alone, with the page numbers that the text comes to now."""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from issues.building.kinds.files import document_with_entries, keep_pdf, refuse_empty
from issues.building.orders import Made, Order
from issues.models import Build, Issue
from issues.typesetting.manuscript import document_of
from issues.typesetting.output import Output, Portion


class Contents:
    """The front page with the 目录."""

    name = "contents"
    label = "封面目录"
    permission = "issues.typeset_issue"

    def read(self, sent: Mapping[str, str]) -> dict[str, Any]:
        return {}

    def check(self, issue: Issue, actor: User | None, parameters: Mapping[str, Any]) -> None:
        refuse_empty(issue)

    def orders(self, build: Build) -> list[Order]:
        return [Order(document_with_entries(build.issue), Output(portion=Portion.CONTENTS))]

    def finish(self, build: Build, made: Sequence[Made]) -> str:
        keep_pdf(build, made[0], f"{build.issue.periodical.title}{build.issue.label}目录")
        build.result["outdated"] = document_of(build.issue) != made[0].order.document
        return ""
