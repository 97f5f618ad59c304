"""Which generation of the public site this is: what our proxies ask, once a second or when told to."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from issues import freshness

# Seconds for which a proxy may take the answer for granted.
_BELIEVED = 1


@csrf_exempt
@require_safe
def generation(request: HttpRequest) -> HttpResponse:
    """Nothing but headers; of no use to anyone else, and telling nothing."""
    response = HttpResponse(
        status=204,
        headers={"X-Generation": freshness.current().generation, "X-Accel-Expires": str(_BELIEVED)},
    )
    add_never_cache_headers(response)
    return response
