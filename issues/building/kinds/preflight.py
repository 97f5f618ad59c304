"""印前检查: the whole issue laid out as for the press, and what its pages show is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from accounts.models import User
from articles.services import Refused
from issues.building.kinds.files import document_with_entries, refuse_empty
from issues.building.orders import Made, Order
from issues.models import Build, Issue
from issues.press.preflight import record
from issues.services import record_pages
from issues.typesetting.manuscript import document_of


class Inspection:
    """The issue looked at before it goes to press."""

    name = "preflight"
    label = "印前检查"
    permission = "issues.typeset_issue"

    def read(self, sent: Mapping[str, str]) -> dict[str, Any]:
        return {}

    def check(self, issue: Issue, actor: User | None, parameters: Mapping[str, Any]) -> None:
        refuse_empty(issue)

    def orders(self, build: Build) -> list[Order]:
        return [Order(document_with_entries(build.issue))]

    def finish(self, build: Build, made: Sequence[Made]) -> str:
        (one,) = made
        if build.requested_by is None:
            raise Refused("要检查的人已不在名册上，请重新检查。")
        document = one.order.document
        record(build.issue, document=document, flaws=one.flaws, pages=one.pages, actor=build.requested_by)
        if document_of(build.issue) == document:
            record_pages(build.issue, one.page_of)
        return reverse("admin:issues_issue_preflight", args=[build.issue_id])
