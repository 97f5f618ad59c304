"""When what readers see of an article last changed: the day on which feeds, sitemap and harvest agree.

It appeared; its text was corrected, or its sign-off taken back and given again; it was taken down, or put
back. That the section or the periodical was renamed is no change of the article.
"""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import F, Func, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from issues.models import ContentsEntry, Correction, CorrectionState, Takedown

_Entries = TypeVar("_Entries", bound=QuerySet[ContentsEntry])


def _latest(of: QuerySet[Any], time: Any) -> Coalesce:
    found = of.filter(article=OuterRef("article")).order_by().values("article").annotate(at=Max(time))
    # The greatest of several is NULL on SQLite if one is.
    return Coalesce(Subquery(found.values("at")), F("issue__published_at"))


def change() -> Func:
    """The expression, for entries of issues that are published."""
    return Greatest(
        F("issue__published_at"),
        F("article__updated_at"),
        _latest(Takedown.objects.all(), Coalesce("put_back_at", "taken_down_at")),
        _latest(Correction.objects.filter(state=CorrectionState.CONFIRMED), "decided_at"),
    )


def dated(entries: _Entries) -> _Entries:
    """Entries of published issues with the time of their last change as ``changed_at``."""
    return entries.annotate(changed_at=change())


def changed_at(entry: ContentsEntry) -> datetime:
    """The same of one public entry; where it was not read by ``dated``, as far as its rows tell."""
    known: datetime | None = getattr(entry, "changed_at", None)
    published = entry.issue.published_at
    return known or max(entry.article.updated_at, published or entry.article.updated_at)
