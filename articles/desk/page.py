"""What the page of an article shows beside the form. Asked for by the template, so only when it is shown."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from articles.desk import opinions, presence, steps, versions
from articles.desk.common import person
from articles.desk.forms import HandoverForm
from articles.models import Article
from articles.workflow import Status


class Desk:
    """The desk of one article, as the person who asks sees it. A fixed number of queries."""

    def __init__(self, admin: Any, request: HttpRequest, article: Article, *, is_editing: bool) -> None:
        self.article, self.is_editing = article, is_editing
        self._admin, self._user = admin, person(request)
        # What was just typed and refused stands on the page: the browser's own copy is not offered.
        self.is_bound = request.method == "POST"

    @cached_property
    def steps(self) -> list[steps.StepButton]:
        """The buttons."""
        return steps.buttons(self._admin, self.article, self._user)

    @cached_property
    def has_next_step(self) -> bool:
        """Whether the person can take the next step now."""
        return any(each.is_next and each.form for each in self.steps)

    @cached_property
    def handover(self) -> HandoverForm | None:
        """The form of handing over, where it can be."""
        if steps.handover_refusal(self.article, self._user):
            return None
        return steps.handover_form(self._admin, self.article)

    @cached_property
    def panel(self) -> opinions.Panel:
        """The opinions."""
        return opinions.panel(self.article, self._user)

    @cached_property
    def others(self) -> list[str]:
        """Who else edits."""
        return presence.told(self.article, self._user)

    @cached_property
    def _records(self) -> list[Any]:
        return versions.records(self.article)

    @cached_property
    def comparisons(self) -> list[tuple[str, str]]:
        """Links to what changed, as label and address."""
        address = reverse("admin:articles_article_compare", args=[self.article.pk])
        return [
            (label, f"{address}?old={old}&new={new}")
            for label, old, new in versions.comparisons(self.article, self._records)
        ]

    @property
    def saved_version(self) -> int:
        """The latest version that this person saved: what they typed before it was not lost."""
        return max((r.version for r in self._records if r.history_user_id == self._user.pk), default=0)

    @property
    def holder(self) -> str:
        """Who has it now, and until when."""
        if self.article.is_signed_off:
            return ""
        day = self._day()
        until = f"，期限{day.month}月{day.day}日" if day else ""
        return f"现在{self.article.assignee}手上{until}" if self.article.assignee else f"等人接手{until}"

    def _day(self) -> date | None:
        found: date | None = self.article.due_date or self._admin.scheduled_day(
            self.article, Status(self.article.status)
        )
        return found
