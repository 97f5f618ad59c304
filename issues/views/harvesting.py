"""The address that libraries harvest (OAI-PMH 2.0)."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from issues import addresses
from issues.harvesting.replies import reply
from issues.views import errors


@csrf_exempt
@never_cache
def oai(request: HttpRequest) -> HttpResponse:
    """Every request by the protocol, an error of it included, has status 200 (chapter 3.6)."""
    if request.method not in {"GET", "HEAD", "POST"}:
        body = errors.method_not_allowed(request).content
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"], body)
    given = request.POST if request.method == "POST" else request.GET
    document = reply(given, addresses.whole(reverse("site:oai")))
    return HttpResponse(document, content_type="text/xml; charset=utf-8")
