"""Atom feeds (RFC 4287) of a periodical: its newest articles in full, its newest issues with their 目录."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles.pictures import with_whole_addresses
from articles.richtext import clean
from issues import addresses, public
from issues.contents import contents
from issues.markup import legal
from issues.metadata import identity, records
from issues.metadata.dating import changed_at, dated
from issues.models import ContentsEntry, Correction, Issue
from periodicals.models import Periodical

# An issue appears at one moment: a feed that held less than the whole of it would lose articles.
ISSUES_IN_FULL = 2
MOST_ARTICLES = 300
ISSUES_LISTED = 12


class _Atom(Atom1Feed):
    """Django's, with the whole text in ``content``, each author by name, and without characters that no XML
    can hold."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.feed = _legal(self.feed)

    def add_item(self, *args: Any, **options: Any) -> None:
        super().add_item(*args, **options)
        self.items[-1] = _legal(self.items[-1])

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item.get("authors", ()):
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def latest_post_date(self) -> datetime:
        """When the newest of it changed; never the moment at which someone asked."""
        return max([item["updateddate"] for item in self.items] or [self.feed["appeared"]])


def _legal(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _legal_value(value) for name, value in values.items()}


def _legal_value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_legal_value(each) for each in value]
    return legal(value) if isinstance(value, str) else value


class _PeriodicalFeed(Feed[Any, Periodical]):
    feed_type = _Atom
    language = records.LANGUAGE

    def get_object(self, request: HttpRequest, *args: Any, **options: Any) -> Periodical:
        found: Periodical = options["periodical"]
        return found

    def link(self, periodical: Periodical) -> str:
        return addresses.whole(addresses.front(periodical))

    def author_name(self, periodical: Periodical) -> str:
        return periodical.title

    def feed_extra_kwargs(self, periodical: Periodical) -> dict[str, Any]:
        return {"appeared": public.issues(periodical).earliest("-published_at").published_at}


class ArticleFeed(_PeriodicalFeed):
    """The articles of the newest two issues, in full, in printed order."""

    def title(self, periodical: Periodical) -> str:
        return periodical.title

    def subtitle(self, periodical: Periodical) -> str:
        return f"{periodical.title}最近两期的全部文章"

    def feed_guid(self, periodical: Periodical) -> str:
        return identity.tag(f"{identity.periodical_name(periodical)}/articles")

    def feed_url(self, periodical: Periodical) -> str:
        return addresses.whole(addresses.article_feed(periodical))

    def items(self, periodical: Periodical) -> Iterable[ContentsEntry]:
        newest = list(public.issues(periodical)[:ISSUES_IN_FULL])
        self._corrections: dict[int, list[Correction]] = {}
        for correction in public.corrections(*newest):
            self._corrections.setdefault(correction.article_id, []).append(correction)
        return dated(public.entries(periodical).filter(issue__in=newest))[:MOST_ARTICLES]

    def item_title(self, entry: ContentsEntry) -> str:
        return entry.article.title

    def item_description(self, entry: ContentsEntry) -> str:
        return escape(records.summary(entry.article.plain_text))

    def item_link(self, entry: ContentsEntry) -> str:
        return addresses.whole(addresses.article(entry))

    def item_guid(self, entry: ContentsEntry) -> str:
        return identity.tag(identity.entry_name(entry))

    def item_pubdate(self, entry: ContentsEntry) -> datetime | None:
        return entry.issue.published_at

    def item_updateddate(self, entry: ContentsEntry) -> datetime:
        return changed_at(entry)

    def item_categories(self, entry: ContentsEntry) -> list[str]:
        return [entry.article.section.name]

    def item_extra_kwargs(self, entry: ContentsEntry) -> dict[str, Any]:
        article = entry.article
        record = records.of_entry(entry)
        told = {
            "article": article,
            "record": record,
            "text": with_whole_addresses(clean(article.body)),
            "corrections": self._corrections.get(article.pk, ()),
        }
        return {"content": render_to_string("site/_feed_article.html", told), "authors": record.authors}


class IssueFeed(_PeriodicalFeed):
    """The newest twelve issues, each with its 目录."""

    def title(self, periodical: Periodical) -> str:
        return f"{periodical.title}：各期"

    def subtitle(self, periodical: Periodical) -> str:
        return f"{periodical.title}最近各期的目录"

    def feed_guid(self, periodical: Periodical) -> str:
        return identity.tag(f"{identity.periodical_name(periodical)}/issues")

    def feed_url(self, periodical: Periodical) -> str:
        return addresses.whole(addresses.issue_feed(periodical))

    def items(self, periodical: Periodical) -> Iterable[tuple[Issue, list[ContentsEntry]]]:
        issues = list(public.issues(periodical)[:ISSUES_LISTED])
        lines = dated(public.lines(periodical).filter(issue__in=issues))
        of_issue = {key: list(group) for key, group in groupby(lines, key=lambda entry: entry.issue_id)}
        return [(issue, of_issue.get(issue.pk, [])) for issue in issues]

    def item_title(self, item: tuple[Issue, list[ContentsEntry]]) -> str:
        return f"{item[0].periodical.title}{item[0].label}"

    def item_description(self, item: tuple[Issue, list[ContentsEntry]]) -> str:
        return escape("、".join(dict.fromkeys(entry.article.section.name for entry in item[1])))

    def item_link(self, item: tuple[Issue, list[ContentsEntry]]) -> str:
        return addresses.whole(addresses.issue(item[0]))

    def item_guid(self, item: tuple[Issue, list[ContentsEntry]]) -> str:
        return identity.tag(identity.issue_name(item[0]))

    def item_pubdate(self, item: tuple[Issue, list[ContentsEntry]]) -> datetime | None:
        return item[0].published_at

    def item_updateddate(self, item: tuple[Issue, list[ContentsEntry]]) -> datetime | None:
        return max([changed_at(entry) for entry in item[1]], default=item[0].published_at)

    def item_extra_kwargs(self, item: tuple[Issue, list[ContentsEntry]]) -> dict[str, Any]:
        return {"content": render_to_string("site/_feed_issue.html", {"contents": contents(item[1])})}
