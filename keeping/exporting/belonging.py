"""Which rows are a periodical's: those that refer to it, over however many tables; and where they go."""

from collections import deque
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model

from accounts.models import User
from articles.models import Article
from issues.models import Issue
from keeping.tables import kept_models
from periodicals.models import Layout, Periodical

# Private to one person until taken over; work in progress; made anew from what is exported.
LEFT_OUT = frozenset(
    {
        "articles.submission", "articles.submissionpicture", "issues.importdraft",
        "issues.build",
        "issues.cover",
    }
)  # fmt: skip


class Part(Enum):
    """Where a row is written: with its article, with its issue, or with the periodical itself."""

    ARTICLE = Article
    ISSUE = Issue
    PERIODICAL = Periodical


@dataclass(frozen=True)
class Belonging:
    """A model whose rows are a periodical's. ``path``: the lookup from a row to its part's key."""

    model: type[Model]
    part: Part
    path: str

    @property
    def label(self) -> str:
        """As the files name it: articles.statuschange."""
        return self.model._meta.label_lower


@cache
def belongings() -> tuple[Belonging, ...]:
    """All that belongs to a periodical, in the order of references. New tables are found by themselves."""
    order = [model for model in kept_models() if model._meta.label_lower not in LEFT_OUT]
    found: dict[type[Model], Belonging] = {}
    # The articles' own history has no foreign key to them, so that it outlives them.
    history: Any = Article.history.model
    for part, model, path in (
        (Part.PERIODICAL, Periodical, "pk"), (Part.ARTICLE, Article, "pk"), (Part.ARTICLE, history, "id"),
        (Part.ISSUE, Issue, "pk"),
    ):  # fmt: skip
        found[model] = Belonging(model, part, path)
    # From the issue first: what names both an issue and an article is the issue's.
    waiting = deque([Issue, Article, Periodical])
    while waiting:
        parent = waiting.popleft()
        for model in order:
            if model in found or model is User:
                continue
            field = _reference(model, parent)
            if field is not None:
                above = found[parent]
                path = field.name if above.path == "pk" else f"{field.name}__{above.path}"
                found[model] = Belonging(model, above.part, path)
                waiting.append(model)
    return tuple(found[model] for model in order if model in found)


def _reference(model: type[Model], parent: type[Model]) -> ForeignKey | None:
    fields = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is parent
    ]
    return min(fields, key=lambda field: field.null, default=None)


def of_part(part: Part) -> list[Belonging]:
    """What is written with one kind of thing."""
    return [each for each in belongings() if each.part is part]


def layouts_of(periodical: Periodical) -> list[Layout]:
    """The layouts that the periodical and its issues use."""
    keys = set(Issue.objects.filter(periodical=periodical).values_list("layout", flat=True))
    return list(Layout.objects.filter(pk__in=keys - {None} | {periodical.default_layout_id}).order_by("pk"))


def log_of(rows: dict[type[Model], list[Any]]) -> list[LogEntry]:
    """The admin's log about rows: who fetched a file, who changed a field. Args: keys by model."""
    found: list[LogEntry] = []
    for model, keys in rows.items():
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        found += LogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys])
    return sorted(found, key=lambda entry: entry.pk)
