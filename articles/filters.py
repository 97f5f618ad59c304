"""Filters of the lists of articles and sections."""

from itertools import groupby
from typing import Any

import django_filters
from django import forms

from articles.models import Article, Section
from articles.workflow import Status
from periodicals.models import Periodical


def section_choices() -> list[tuple[Any, Any]]:
    """All sections in their usual order; under their periodicals' names where there are several."""
    sections = Section.objects.select_related("periodical").order_by(
        "periodical__title", "usual_position", "pk"
    )
    groups = [
        (title, [(section.pk, section.name) for section in group])
        for title, group in groupby(sections, key=lambda section: section.periodical.title)
    ]
    return list(groups) if len(groups) > 1 else [choice for _, group in groups for choice in group]


class ArticleFilter(django_filters.FilterSet):
    """By status, section and the day of the last change."""

    status = django_filters.ChoiceFilter(label="状态", choices=Status.choices, empty_label="全部")
    section = django_filters.ChoiceFilter(label="栏目", choices=section_choices, empty_label="全部")
    changed_since = django_filters.DateFilter(
        label="修改不早于",
        field_name="updated_at",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Article
        fields = ["status", "section"]


class SectionFilter(django_filters.FilterSet):
    """By periodical."""

    periodical = django_filters.ModelChoiceFilter(
        label="刊物", queryset=Periodical.objects.all(), empty_label="全部"
    )

    class Meta:
        model = Section
        fields = ["periodical"]
