"""What a page's head tells machines."""

from django import template
from django.utils.safestring import SafeString

from articles.pictures import SharedPicture, first_picture
from issues import addresses
from issues.covers import social_picture
from issues.metadata import dublin_core, highwire, linked_data, open_graph, records
from issues.metadata.records import ArticleRecord, IssueRecord
from issues.models import ContentsEntry, Issue
from periodicals.models import Periodical

register = template.Library()


@register.filter
def whole(path: str) -> str:
    return addresses.whole(path)


@register.filter
def article_record(entry: ContentsEntry) -> ArticleRecord:
    return records.of_entry(entry)


@register.filter
def issue_record(issue: Issue) -> IssueRecord:
    return records.of_issue(issue)


@register.filter
def article_picture(entry: ContentsEntry) -> SharedPicture | None:
    return first_picture(entry.article.body) or social_picture(entry.issue)


@register.filter
def open_graph_of(record: ArticleRecord) -> list[tuple[str, str]]:
    return open_graph.of_article(record)


@register.filter
def open_graph_picture(picture: SharedPicture | None) -> list[tuple[str, str]]:
    return open_graph.of_picture(picture)


@register.filter
def dublin_core_of(record: ArticleRecord) -> list[tuple[str, str]]:
    return dublin_core.of_article(record)


@register.filter
def highwire_of(record: ArticleRecord) -> list[tuple[str, str]]:
    return highwire.of_article(record)


@register.simple_tag
def linked_article(record: ArticleRecord, picture: str = "") -> SafeString:
    return linked_data.script(linked_data.of_article(record, picture=picture))


@register.simple_tag
def linked_issue(record: IssueRecord, picture: str = "", pdf: str = "") -> SafeString:
    file = addresses.whole(pdf) if pdf else ""
    return linked_data.script(linked_data.of_issue(record, picture=picture, pdf=file))


@register.simple_tag
def article_feed_address(periodical: Periodical) -> str:
    return addresses.article_feed(periodical)


@register.simple_tag
def issue_feed_address(periodical: Periodical) -> str:
    return addresses.issue_feed(periodical)
