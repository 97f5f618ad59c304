"""The staff's lists: a django-filter form above each instead of Django's own filter column.

It stands in the lowest app because every other one's admin uses it.
"""

from typing import Any

import django_filters
from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString


class FilterSetChangeList(ChangeList):
    """A change list narrowed by a FilterSet; search, order, pages and date hierarchy stay Django's."""

    filterset: django_filters.FilterSet
    model_admin: "FilterSetAdmin"

    def get_filters_params(self, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """The parameters left for Django: the date hierarchy's. It would refuse the FilterSet's as lookups.

        Any other is ignored: an old or mistyped address still shows the list.
        """
        left = super().get_filters_params(params)
        prefix = f"{self.date_hierarchy}__"
        return {name: value for name, value in left.items() if name.startswith(prefix)}

    def get_queryset(self, request: HttpRequest, *args: Any, **kwargs: Any) -> QuerySet[Any]:
        """Django's own result, narrowed by every filter whose value makes sense.

        A value that makes none (a hand-made or outdated address) is named beside its field; the list
        still answers.
        """
        queryset = super().get_queryset(request, *args, **kwargs)
        self.filterset = self.model_admin.filterset_class(request.GET, queryset=queryset, request=request)
        self.filterset.form.is_valid()
        return self.filterset.filter_queryset(queryset)

    @property
    def other_params(self) -> list[tuple[str, str]]:
        """What the filter form must carry along hidden: order, date hierarchy, popup."""
        shown = {*self.model_admin.filterset_class.get_filters(), "q"}
        return [(name, value) for name, value in self.params.items() if name not in shown]

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter hides part of the list."""
        names = {*self.model_admin.filterset_class.get_filters(), "q"}
        return any(self.params.get(name) for name in names)


class CalmFormAdmin(admin.ModelAdmin):
    """A ModelAdmin whose form has nothing in it that does not help to fill it in."""

    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's field without the four coloured icons beside each choice: the lists are one click away."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return strip_icons(field)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Django's page; labels stand in a column of their own and need no colon, least a halfwidth one."""
        context["adminform"].form.label_suffix = ""
        return super().render_change_form(request, context, *args, **kwargs)


class FilterSetAdmin(CalmFormAdmin):
    """A ModelAdmin whose list is narrowed by ``filterset_class``."""

    filterset_class: type[django_filters.FilterSet]
    list_per_page = 50
    # The total without filters says little and costs a query.
    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The change list that knows the FilterSet."""
        return FilterSetChangeList


def strip_icons(field: Any) -> Any:
    """A form field without the links to add, change, delete and view what it chooses from."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget = field.widget.widget
    return field


def chip(kind: str, label: str) -> SafeString:
    """A status as a word in a small coloured chip; ``kind`` names the colour in office.css."""
    return format_html('<span class="chip chip-{}">{}</span>', kind, label)
