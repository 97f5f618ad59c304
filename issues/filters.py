"""Filters of the lists of issues, and of articles by issue."""

from typing import Any

import django_filters
from django.db.models import QuerySet

from articles.filters import ArticleFilter
from articles.models import Article
from issues.models import Issue, IssueStatus
from periodicals.models import Periodical

UNPLACED = "none"


def _years() -> list[tuple[int, str]]:
    years = Issue.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(year, f"{year} 年") for year in years]


def _issue_choices() -> list[tuple[Any, str]]:
    issues = Issue.objects.select_related("periodical").newest_first()
    return [(UNPLACED, "未编入"), *((issue.pk, str(issue)) for issue in issues)]


class IssueFilter(django_filters.FilterSet):
    """By periodical, year and status."""

    periodical = django_filters.ModelChoiceFilter(
        label="刊物", queryset=Periodical.objects.all(), empty_label="全部"
    )
    year = django_filters.ChoiceFilter(label="年", choices=_years, empty_label="全部")
    status = django_filters.ChoiceFilter(label="状态", choices=IssueStatus.choices, empty_label="全部")

    class Meta:
        model = Issue
        fields = ["periodical", "year", "status"]


class PlacedArticleFilter(ArticleFilter):
    """The filters of articles, and the issue that an article stands in."""

    issue = django_filters.ChoiceFilter(
        label="期次", choices=_issue_choices, empty_label="全部", method="in_issue"
    )

    class Meta:
        model = Article
        fields = ["status", "section", "issue"]

    def in_issue(self, queryset: QuerySet[Article], name: str, value: str) -> QuerySet[Article]:
        """Articles of one issue, or those that stand in none."""
        if value == UNPLACED:
            return queryset.filter(entry__isnull=True)
        return queryset.filter(entry__issue=int(value))
