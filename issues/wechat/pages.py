"""The pages of 复制到公众号: one article's, and an issue's list of them."""

import ipaddress
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.models import Article
from issues.models import Issue, Takedown
from issues.wechat.sheet import LONGEST_TITLE, sheet

# RFC 6761, RFC 8375 and what house networks are called.
_CLOSED = (".localhost", ".local", ".lan", ".internal", ".test", ".example", ".invalid", ".home.arpa")


def wechat_article_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/wechat/``, for the article's ``get_urls``."""
    return [_address(admin, "articles_article_wechat", article_page)]


def wechat_issue_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/wechat/``, for the issue's ``get_urls``."""
    return [_address(admin, "issues_issue_wechat", issue_page)]


def _address(admin: ModelAdmin, name: str, view: Any) -> URLPattern:
    return path(
        "<int:pk>/wechat/", require_safe(admin.admin_site.admin_view(partial(view, admin))), name=name
    )


def is_on_internet(address: str) -> bool:
    """Whether an address can be one that others reach: no name or number of a house network."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not f".{host}".endswith(_CLOSED)


def refusal(article: Article) -> str:
    """Why an article's text does not leave the office yet, as a sentence; empty if it may."""
    if not article.is_signed_off:
        return f"本稿尚在“{article.get_status_display()}”，文字还会改。终审签发以后再复制，发出去的才是定稿。"
    if Takedown.objects.filter(article=article, put_back_at=None).exists():
        return "本稿已从网站撤下，不宜再往外发。恢复以后可以复制。"
    return ""


def article_page(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The article as it will look on a phone, and the buttons that copy it."""
    articles = Article.objects.select_related("section", "entry__issue__periodical")
    article = get_object_or_404(articles, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    reason = refusal(article)
    made = None if reason else sheet(article, getattr(article, "entry", None))
    context = {
        "original": article,
        "title": f"复制到公众号：{article.title}",
        "refusal": reason,
        "sheet": made,
        "longest_title": LONGEST_TITLE,
        "site": settings.SITE_URL,
        "is_on_internet": is_on_internet(settings.SITE_URL),
    }
    return _page(admin, request, "admin/articles/wechat.html", context)


@dataclass(frozen=True)
class Line:
    """An article of an issue, with why it cannot be copied, if so."""

    article: Article
    refusal: str


def issue_page(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """An issue's articles in printed order, each with the way to its page."""
    issue = get_object_or_404(Issue.objects.select_related("periodical"), pk=pk)
    if not admin.has_view_permission(request, issue):
        raise PermissionDenied
    entries = issue.entries.select_related("article__section").defer("article__body").order_by("position")
    down = set(Takedown.objects.filter(issue=issue, put_back_at=None).values_list("article", flat=True))
    lines = [(entry.article, _short(entry.article, down)) for entry in entries]
    context = {
        "original": issue,
        "title": f"复制到公众号：{issue}",
        "lines": [Line(*line) for line in lines],
    }
    return _page(admin, request, "admin/issues/wechat.html", context)


def _short(article: Article, down: set[int]) -> str:
    if not article.is_signed_off:
        return article.get_status_display()
    return "已撤下" if article.pk in down else ""


def _page(admin: ModelAdmin, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    frame = {**admin.admin_site.each_context(request), "opts": admin.opts}
    response = TemplateResponse(request, template, frame | context)
    patch_cache_control(response, private=True, no_store=True)
    return response
