"""A trail as sentences: who did what, when and why. Articles and issues both have one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from accounts.models import User


@dataclass(frozen=True)
class Sentence:
    """One sentence of a trail: at that time the actor did ``text``, with ``reason`` in their own words."""

    at: datetime
    actor: User | None
    text: str
    reason: str = ""

    @property
    def time(self) -> str:
        """The time as the office writes it."""
        return date_format(localtime(self.at), "DATETIME_FORMAT")

    def __str__(self) -> str:
        return f"{self.time} {self.actor or '系统'} {self.text}{'：' if self.reason else ''}{self.reason}"


def as_sentences(trail: Iterable[Sentence]) -> SafeString:
    """The sentences as an HTML list, oldest first as given."""
    rows = (
        (each.time, each.actor or "系统", each.text, format_html("：{}", each.reason) if each.reason else "")
        for each in trail
    )
    items = format_html_join("", "<li><time>{}</time> {} <b>{}</b>{}</li>", rows)
    return format_html('<ol class="trail">{}</ol>', items)
