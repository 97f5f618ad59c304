"""What all readers' views share: they only read, and each page has exactly one address."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from issues import public
from issues.views import conditional, errors
from periodicals.models import Periodical

View = Callable[..., HttpResponseBase]

# RFC 3986, 3.4, and the sign of what is escaped already.
_AS_SENT = "/?:@!$&'()*+,;=~%"


@dataclass(frozen=True)
class Head:
    """What a page says of itself to browsers, search engines and messengers."""

    title: str
    name: str
    description: str
    address: str
    kind: str = "website"


def for_readers(view: View) -> View:
    """Answer GET and HEAD only, anything else with 405 and a page of our own; 304 to who has it already."""

    # Nothing can be posted here; without the exemption a POST would hear of cookies instead of 405.
    @csrf_exempt
    @wraps(view)
    def read_only(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return errors.method_not_allowed(request)
        return conditional.answer(request, lambda: view(request, *args, **kwargs))

    return read_only


def periodical_or_404(slug: str | None) -> Periodical:
    """The periodical of the address. Raises: Http404, if nothing of it is public."""
    periodical = public.periodical(slug)
    if periodical is None:
        raise Http404
    return periodical


def elsewhere(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect | None:
    """A redirect to a page's one address, if it was asked for under another.

    That is an article whose title was corrected, ``/2024/08/`` for ``/2024/8/``, or the primary
    periodical under its slug.
    """
    if request.path == address:
        return None
    # WSGI hands on bytes, each as a character: what a client sent without escaping it is escaped here.
    query = quote(request.META.get("QUERY_STRING", ""), safe=_AS_SENT, encoding="latin-1", errors="replace")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
