"""The filters of a search: year, issue, section and source."""

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from articles.models import Section
from issues import public
from issues.models import Issue, SearchText
from issues.search.finding import Order
from issues.search.grammar import term
from issues.search.tables import Scope
from periodicals.models import Periodical

ORDERS = [(Order.FIT, "相关在前"), (Order.DATE, "最新在前")]


class SearchFilter(django_filters.FilterSet):
    """What a reader chose beside the words; what is no choice is left out, and the page says so.

    The index is asked with ``scope`` at once: a queryset of everything it found has no bound.
    """

    sort = django_filters.ChoiceFilter(label="排列", choices=ORDERS, empty_label=None)
    year = django_filters.ChoiceFilter(label="年份", empty_label="全部年份")
    issue = django_filters.ChoiceFilter(label="期号", empty_label="全年各期")
    section = django_filters.ChoiceFilter(label="栏目", empty_label="全部栏目")
    source = django_filters.CharFilter(
        label="来源", widget=forms.TextInput(attrs={"maxlength": 60, "placeholder": "如：日报"})
    )

    class Meta:
        model = SearchText
        fields: list[str] = []

    def __init__(
        self,
        data: Any,
        *,
        periodical: Periodical,
        issues: QuerySet[Issue],
        sections: Sequence[Section],
    ) -> None:
        """Args: issues: the periodical's public ones; sections: those with a public article."""
        super().__init__(data, queryset=SearchText.objects.none())
        self.periodical = periodical
        self.years = public.years(periodical)
        chosen = next((year for year, _ in self.years if str(year) == data.get("year", "").strip()), None)
        numbers = issues.filter(year=chosen).values_list("number", flat=True) if chosen else ()
        self.filters["year"].extra["choices"] = [(year, f"{year} 年") for year, _ in self.years]
        self.filters["issue"].extra["choices"] = [(number, f"第 {number} 期") for number in numbers]
        self.filters["section"].extra["choices"] = [(section.pk, section.name) for section in sections]

    @property
    def has_issues(self) -> bool:
        """Whether there is a year chosen, whose issues can be chosen from."""
        return bool(self.filters["issue"].extra["choices"])

    @property
    def order(self) -> Order:
        """The order wished; by fit if none is."""
        return Order(self._chosen("sort") or Order.FIT)

    @property
    def scope(self) -> Scope:
        """Where the index is to look."""
        year, number, section = (self._chosen(name) for name in ("year", "issue", "section"))
        return Scope(
            self.periodical.pk,
            self.years,
            int(year) if year else None,
            int(number) if number else None,
            int(section) if section else None,
            term(self._chosen("source")),
        )

    def _chosen(self, name: str) -> str:
        """What was chosen, or an empty string; what is not among the choices was not."""
        self.form.is_valid()
        return self.form.cleaned_data.get(name) or ""
