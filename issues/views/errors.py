"""Pages for what goes wrong. None of them asks the database: it may be what went wrong."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template import loader

# Should even the templates fail (a broken deployment), readers still get a sentence.
_LAST_RESORT = (
    '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>网站暂时出错</title>'
    '<h1>网站暂时出错</h1><p>请稍后再试。</p><p><a href="/">返回首页</a></p></html>'
)


def _page(template: str) -> str:
    # Without the request, no context processor runs, so none can touch session or database.
    return loader.get_template(template).render({})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: an address or a form that no one sends by ordinary means."""
    return HttpResponse(_page("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in or not, this is not theirs to see."""
    return HttpResponse(_page("403.html"), status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or none that is public; the page does not say which."""
    return HttpResponse(_page("404.html"), status=404)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405: readers' pages can be read, nothing else."""
    return HttpResponseNotAllowed(["GET", "HEAD"], _page("405.html"))


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our own fault."""
    try:
        body = _page("500.html")
    except Exception:
        body = _LAST_RESORT
    return HttpResponse(body, status=500)
