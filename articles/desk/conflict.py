"""Two people saved one article: the second one sees both texts and chooses; nothing typed is lost."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from django.http import HttpRequest, HttpResponse

from articles.comparison import VersionText, compare
from articles.comparison.result import Row
from articles.comparison.segments import compare_text
from articles.comparison.versions import FIELDS, WHOLE_FIELDS
from articles.desk.common import page, short_time
from articles.desk.merging import BOTH, MINE, THEIRS, merge, places
from articles.models import Article
from articles.richtext import clean
from articles.services import TEXT_FIELDS

CHANGED_BY = {THEIRS: "只有对方改过", MINE: "只有您改过", BOTH: "两人都改过"}
MERGED = "已按您的挑选拼成一稿，放在下面，还没有保存。请通读一遍，再点保存。"


@dataclass(frozen=True)
class Choice:
    """One place of the page: a field or some blocks. ``name``: its radio buttons' name."""

    name: str
    label: str
    changed_by: str
    picked: str
    theirs: Any
    mine: Any
    rows: tuple[Row, ...] = ()
    number: int = 0

    @property
    def changed_by_label(self) -> str:
        """Who changed it, in words."""
        return CHANGED_BY[self.changed_by]


@dataclass(frozen=True)
class Same:
    """Blocks that are the same on both sides."""

    html: str
    total: int


class Conflict:
    """``stored`` as the other person left it, ``typed`` as it was typed on top of ``seen_version``."""

    def __init__(self, stored: Article, typed: Article, seen_version: int | None, post: Any) -> None:
        self.stored, self.typed, self.seen_version, self._post = stored, typed, seen_version, post
        typed.body = clean(typed.body)
        kept = stored.history.filter(version=seen_version).select_related("section")
        self._base = kept.order_by("-history_date", "-history_id").first()
        self._places = places(self._base.body if self._base else "", stored.body, typed.body)

    def choices(self) -> Iterator[Choice | Same]:
        """The places in reading order: the fields that differ, then the text."""
        theirs, mine = VersionText.of(self.stored), VersionText.of(self.typed)
        for name, label in FIELDS:
            if name in self._differing:
                sides = compare_text(getattr(theirs, name), getattr(mine, name), whole=name in WHOLE_FIELDS)
                changed_by = self._field_changed_by(name)
                yield Choice(
                    f"pick-{name}", label, changed_by, self._picked(f"pick-{name}", changed_by),
                    sides.old[0], sides.new[0],
                )  # fmt: skip
        for index, place in enumerate(self._places):
            if not place.changed_by:
                yield Same("".join(place.mine), len(place.mine))
                continue
            rows = compare(_body(place.theirs), _body(place.mine)).rows
            name = f"pick-body-{index}"
            yield Choice(
                name, "正文", place.changed_by, self._picked(name, place.changed_by), place.theirs,
                place.mine, rows,
            )  # fmt: skip

    @property
    def summary(self) -> str:
        """How much differs."""
        return compare(VersionText.of(self.stored), VersionText.of(self.typed)).summary

    @property
    def typed_values(self) -> list[tuple[str, str]]:
        """Everything that was typed, as the form sent it."""
        return [(name, self._post.get(name, "")) for name in TEXT_FIELDS]

    def merged(self) -> dict[str, str]:
        """The form's values, put together from the picks."""
        values = dict(self.typed_values)
        for name in self._differing:
            if self._post.get(f"pick-{name}") == THEIRS:
                values[name] = _as_typed(self.stored, name)
        picks = {index: self._post.get(f"pick-body-{index}", MINE) for index in range(len(self._places))}
        values["body"] = merge(self._places, picks)
        return values

    @property
    def _differing(self) -> list[str]:
        """The fields beside the body that differ."""
        return [name for name, _ in FIELDS if getattr(self.stored, name) != getattr(self.typed, name)]

    def _field_changed_by(self, name: str) -> str:
        if self._base is None:
            return BOTH
        column = "section_id" if name == "section" else name
        was, theirs, mine = (getattr(each, column) for each in (self._base, self.stored, self.typed))
        return MINE if theirs == was else THEIRS if mine == was else BOTH

    def _picked(self, name: str, changed_by: str) -> str:
        """What was picked already; where only one of the two changed something, that."""
        chosen = str(self._post.get(name, ""))
        if chosen in (THEIRS, MINE):
            return chosen
        return "" if changed_by == BOTH else changed_by


def _body(blocks: tuple[str, ...]) -> VersionText:
    return VersionText(body="".join(blocks))


def _as_typed(article: Article, name: str) -> str:
    value = article.section_id if name == "section" else getattr(article, name)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _numbered(conflict: Conflict) -> list[Choice | Same]:
    number = count(1)
    return [
        replace(each, number=next(number)) if isinstance(each, Choice) else each
        for each in conflict.choices()
    ]


def conflict_page(admin: Any, request: HttpRequest, conflict: Conflict, error: str = "") -> HttpResponse:
    """The page on which the one who saved second chooses."""
    stored = conflict.stored
    return page(
        admin, request, stored, "conflict.html",
        title=f"没有保存：{stored.last_changed_by}先存了一步", conflict=conflict, error=error,
        choices=_numbered(conflict), saved_at=short_time(stored.updated_at),
        next_version=stored.version + 1,
    )  # fmt: skip


def answer_merge(admin: Any, request: HttpRequest, stored: Article) -> HttpResponse | None:
    """逐处挑选: put the picks into the form that is shown next, not saved yet.

    Returns: the page once more where a choice is missing; None to go on with the form, whose posted
    values are then the merged ones (or, if somebody saved yet another version, those that were typed).
    """
    data = request.POST.copy()
    del data["_merge"]
    form = admin.get_form(request, stored, change=True)(data, instance=copy(stored))
    seen = str(data.get("seen_version", ""))
    if form.is_valid() and seen == str(stored.version) and not stored.is_locked:
        was_seen = str(data.get("began_with", ""))
        began = int(was_seen) if was_seen.isdecimal() and len(was_seen) < 9 else None
        conflict = Conflict(stored, form.instance, began, data)
        missing = [
            choice
            for choice in conflict.choices()
            if isinstance(choice, Choice) and data.get(choice.name) not in (THEIRS, MINE)
        ]
        if missing:
            return conflict_page(admin, request, conflict, f"还有{len(missing)}处没有选，请逐处选定。")
        for name, value in conflict.merged().items():
            data[name] = value
        request.notice = MERGED  # type: ignore[attr-defined]
    request.POST = data  # type: ignore[assignment]
    return None
