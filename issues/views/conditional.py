"""Answering readers so that browsers and proxies may keep what they got, and never show what is past.

Every page has an ETag of its own from the site's generation: whoever shows a valid one gets 304 after one
query, before anything is looked up or rendered. A proxy that we run (deploy/nginx) keeps pages by their
generation and so lets go of all of them at once; browsers and other people's proxies have to ask each time.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers, get_conditional_response, patch_vary_headers
from django.utils.http import http_date, parse_etags
from django.views.decorators.gzip import gzip_page

from issues import freshness, public

ASK_EACH_TIME = "public, max-age=0, must-revalidate"
# Seconds that our own proxy keeps a page of the present generation: addresses are few. What is asked with
# a query has no end of addresses and is kept apart, and shortly.
PAGE_KEPT = 24 * 60 * 60
QUERY_KEPT = 60
_COMPRESSED = ("text/", "application/json", "application/xml", "application/atom+xml")


def answer(request: HttpRequest, draw: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What ``draw`` gives, with what caches need to know; or 304, if the client has it already.

    Staff's previews are never kept, and with DEBUG every page is drawn, so that a template can be edited.
    """
    if public.is_preview():
        response = draw()
        add_never_cache_headers(response)
        return response
    if settings.DEBUG:
        return _to_ask_again(draw())
    now = freshness.current()
    etag = _etag(request, now.generation)
    # Only a known ETag saves drawing: a date or * says nothing of whether the page is there at all.
    if etag in {known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))}:
        return _dressed(HttpResponseNotModified(), etag, now)
    response = draw()
    if response.status_code != 200:
        return _to_ask_again(response)
    return _finished(request, response, etag, now)


def _etag(request: HttpRequest, generation: str) -> str:
    asked = f"{generation} {request.build_absolute_uri()}"
    return f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'


def _finished(
    request: HttpRequest, response: HttpResponseBase, etag: str, now: freshness.Freshness
) -> HttpResponseBase:
    _dressed(response, etag, now)
    if not response.cookies:
        response["X-Accel-Expires"] = str(QUERY_KEPT if request.META.get("QUERY_STRING") else PAGE_KEPT)
        response["X-Generation"] = now.generation
    if isinstance(response, HttpResponse):
        conditional = get_conditional_response(request, etag, int(now.since.timestamp()), response)
        if conditional is not response and conditional is not None:
            return conditional
        if response.get("Content-Type", "").startswith(_COMPRESSED):
            return gzip_page(lambda _: response)(request)
    return response


def _dressed(response: HttpResponseBase, etag: str, now: freshness.Freshness) -> HttpResponseBase:
    response["ETag"] = etag
    response["Last-Modified"] = http_date(now.since.timestamp())
    patch_vary_headers(response, ["Accept-Encoding"])
    return _to_ask_again(response)


def _to_ask_again(response: HttpResponseBase) -> HttpResponseBase:
    # A redirect, too: an old title may come back, and a browser that kept both would go in circles.
    response.setdefault("Cache-Control", ASK_EACH_TIME)
    return response
