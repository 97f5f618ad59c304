"""Telling the person who writes that a text came before."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.desk.common import WRITING
from articles.desk.proofreading import LONGEST_BODY
from articles.duplicates.index import Older, find_older
from articles.intake.access import intake_view
from articles.models import Article
from articles.richtext import clean, plain_text


def with_places(admin: Any, older: list[Older]) -> list[tuple[Older, SafeString]]:
    """Each with the issue that it stands in, as the list of articles names it."""
    return [(each, admin.placed_in(each.article)) for each in older]


@intake_view(*WRITING, for_writers=True)
def recognise(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """Whether the text in the form of an article came before: asked by the page's script while one types.

    Posted: ``body`` (HTML) and, of a stored one, ``article``. Answers the warning as HTML, or nothing.
    """
    key = request.POST.get("article", "")
    text = plain_text(clean(request.POST.get("body", "")[:LONGEST_BODY]))
    exclude = int(key) if key.isdecimal() and len(key) < 16 else None
    older = find_older(text, articles=admin.get_queryset(request), exclude=exclude)
    html = render_to_string("admin/articles/intake_older.html", {"older": with_places(admin, older)}, request)
    return JsonResponse({"html": html.strip() if older else ""})


def warn_of_older(admin: Any, request: HttpRequest, article: Article) -> None:
    """After an article was made: a message with links to those that hold its text already."""
    older = find_older(article.plain_text, articles=admin.get_queryset(request), exclude=article.pk)
    if older:
        links = format_html_join(
            "、",
            '<a href="{}">《{}》</a>（{}，{}）',
            (
                (
                    reverse("admin:articles_article_change", args=[each.article.pk]),
                    each.article.title,
                    place,
                    each.said,
                )
                for each, place in with_places(admin, older)
            ),
        )
        messages.warning(request, format_html("《{}》可能已经来过：{}。", article.title, links))
