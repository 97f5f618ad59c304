"""Feeds of a periodical."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from issues import addresses
from issues.feeds import ArticleFeed, IssueFeed
from issues.views.reading import elsewhere, for_readers, periodical_or_404


@for_readers
def article_feed(request: HttpRequest, periodical: str | None = None) -> HttpResponseBase:
    """The newest articles."""
    run = periodical_or_404(periodical)
    return elsewhere(request, addresses.article_feed(run)) or ArticleFeed()(request, periodical=run)


@for_readers
def issue_feed(request: HttpRequest, periodical: str | None = None) -> HttpResponseBase:
    """The newest issues."""
    run = periodical_or_404(periodical)
    return elsewhere(request, addresses.issue_feed(run)) or IssueFeed()(request, periodical=run)
