"""Filters of the lists of periodicals and layouts."""

import django_filters

from periodicals.models import Frequency, Kind, Layout, Periodical
from periodicals.models.layout import PAPERS


class PeriodicalFilter(django_filters.FilterSet):
    """By kind and frequency."""

    kind = django_filters.ChoiceFilter(label="类别", choices=Kind.choices, empty_label="全部")
    frequency = django_filters.ChoiceFilter(label="刊期", choices=Frequency.choices, empty_label="全部")

    class Meta:
        model = Periodical
        fields = ["kind", "frequency"]


class LayoutFilter(django_filters.FilterSet):
    """By paper and by the number of columns."""

    paper = django_filters.ChoiceFilter(label="开本", choices=PAPERS, empty_label="全部")
    columns = django_filters.ChoiceFilter(
        label="栏数", choices=[(n, f"{n} 栏") for n in range(1, 5)], empty_label="全部"
    )

    class Meta:
        model = Layout
        fields = ["paper", "columns"]
