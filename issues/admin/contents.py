"""The 目录 as a field of the issue's form: articles in order, dragged, moved by key, added, taken out.

Not ``django-admin-sortable2``: it saves positions row by row, which the rule "positions are unique in an
issue" refuses on the way (in its list view by one bulk_update that SQLite checks row for row), and it
would write past ``issues.services``. Here the browser sends the articles in the order they stand in the
list, and the services make the difference to what is stored.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from articles.models import Article
from articles.services import Refused
from issues import services
from issues.models import Issue

SELECT2 = "admin/js/vendor/select2"


class ContentsWidget(forms.Widget):
    """The list, rendered like the printed 目录, with a hidden input for each article in its order."""

    issue: Issue | None = None

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The list of the articles whose keys ``value`` holds."""
        context = {
            "name": name,
            "issue": self.issue,
            "groups": grouped(articles_in_order(value or [])),
            "editable": True,
        }
        return mark_safe(render_to_string("admin/issues/issue/contents.html", context))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The keys in the order of the page."""
        return data.getlist(name) if isinstance(data, MultiValueDict) else list(data.get(name, []))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Never: an empty 目录 sends nothing, and means just that."""
        return False

    @property
    def media(self) -> forms.Media:
        """Select2 as Django brings it, and our list."""
        return forms.Media(
            js=[
                "admin/js/vendor/jquery/jquery.min.js",
                f"{SELECT2}/select2.full.min.js",
                f"{SELECT2}/i18n/zh-CN.js",
                "admin/js/jquery.init.js",
                "office/contents.js",
            ],
            css={"screen": ["admin/css/vendor/select2/select2.min.css", "admin/css/autocomplete.css"]},
        )


class ContentsField(forms.Field):
    """The keys of an issue's articles, in order."""

    widget = ContentsWidget

    def clean(self, value: Sequence[str]) -> list[int]:
        """The keys as numbers, each once. Raises: ValidationError."""
        if not all(map(_is_key, value)):
            raise forms.ValidationError("目录的内容无法识别，请刷新页面后再试。")
        keys = [int(key) for key in value]
        if len(set(keys)) < len(keys):
            raise forms.ValidationError("目录里有一篇稿件出现了两次，请移出一处。")
        return keys

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another order or another article is asked for."""
        return [str(key) for key in initial or []] != [str(key) for key in data or []]


def _is_key(value: int | str) -> bool:
    """Whether it can be a key: 19 digits are more than a database's integers hold."""
    return str(value).isdecimal() and len(str(value)) < 19


def articles_in_order(keys: Sequence[int | str]) -> list[Article]:
    """The articles with these keys in this order, with section and entry; one query."""
    numbers = [int(key) for key in keys if _is_key(key)]
    found = Article.objects.select_related("section", "entry").defer("body").in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def grouped(articles: Sequence[Article]) -> list[tuple[str, list[Article]]]:
    """The articles under the section headings that follow from their order, as in ``issues.contents``."""
    return [
        (section.name, list(group))
        for section, group in groupby(articles, key=lambda article: article.section)
    ]


def keys_of(issue: Issue) -> list[int]:
    """The keys of the issue's articles in printed order."""
    if issue.pk is None:
        return []
    return list(issue.entries.order_by("position").values_list("article_id", flat=True))


def apply(issue: Issue, wanted: Sequence[int], seen: Sequence[int], *, actor: User) -> None:
    """Make the issue's 目录 what was asked for, through the services.

    Args: wanted: the articles' keys in their new order; seen: as they stood when the page was opened.
    Raises: Refused, also if another person changed the 目录 meanwhile; the caller's transaction keeps
    anything of it from being stored.
    """
    if list(wanted) == list(seen):
        return
    Issue.objects.select_for_update().get(pk=issue.pk)
    stored = keys_of(issue)
    if stored != list(seen):
        raise Refused("目录在您编辑期间已被他人改动，这次没有保存。请另开一个窗口核对后，刷新本页再改。")
    for entry in issue.entries.exclude(article__in=wanted):
        services.remove(entry, actor=actor)
    added = Article.objects.in_bulk([key for key in wanted if key not in stored])
    for key in wanted:
        if key in stored:
            continue
        if key not in added:
            raise Refused("要编入的稿件中有一篇已被删除，这次没有保存。")
        services.place(issue, added[key], actor=actor)
    entries = dict(issue.entries.values_list("article_id", "pk"))
    services.reorder(issue, [entries[key] for key in wanted], actor=actor)
