"""The API put together: its operations, its OpenAPI document, and a page that explains both."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from issues import public
from issues.api import faults
from issues.api.endpoints import router
from issues.api.reference import reference
from issues.views import conditional
from issues.views.reading import Head, for_readers


class _Renderer(JSONRenderer):
    """Chinese as it is: escaped, it would be twice as long."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="期刊数据接口",
    version="1",
    description=(
        "已发布的期次、目录和文章，供别的程序读取。只读，不用登录；没有发布的内容任何地址都取不到。"
        "编号和地址不会改变。回答都是 JSON，出错时给出状态码和一句中文说明。"
    ),
    docs_url=None,
    urls_namespace="api",
    renderer=_Renderer(),
)
api.add_router("", router)
faults.catch(api)


def _read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """GET and HEAD, and 304 for who has it already; anything else is refused in our shape."""

    @csrf_exempt
    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            response: HttpResponseBase = _error(405, faults.READ_ONLY)
            response["Allow"] = "GET, HEAD"
        else:
            response = conditional.answer(request, lambda: _got(request, view, *args, **kwargs))
        # Everything here is public: pages of other sites may show it, too.
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return read


def _got(
    request: HttpRequest, view: Callable[..., HttpResponseBase], *args: Any, **kwargs: Any
) -> HttpResponseBase:
    """What the view answers to GET: ninja has no HEAD. The server leaves the body out by itself."""
    asked, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked


def _error(status: int, message: str) -> HttpResponse:
    return JsonResponse(
        faults.error(status, message), status=status, json_dumps_params={"ensure_ascii": False}
    )


@_read_only
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address below the API's."""
    return _error(404, faults.NOWHERE)


@for_readers
def explanation(request: HttpRequest) -> HttpResponse:
    """How to use the API, made of its own OpenAPI document, so that the two never differ."""
    found = reference(api.get_openapi_schema())
    head = Head(found.title, found.title, found.description, reverse("api:explanation"))
    run = public.periodical(None) or public.periodicals().first()
    newest = public.issues(run).first() if run else None
    context = {"head": head, "reference": found, "periodical": run, "newest": newest}
    return render(request, "site/api.html", context)


def operations() -> list[URLPattern | URLResolver]:
    """The addresses of the operations and of the OpenAPI document."""
    found = api.urls[0]
    for pattern in found:
        if isinstance(pattern, URLPattern):
            root = RedirectView.as_view(pattern_name="api:explanation")
            pattern.callback = _read_only(root if pattern.name == "api-root" else pattern.callback)
    return found
