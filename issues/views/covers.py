"""The cover of an issue as a picture, for as long as the issue is public."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from articles.pictures.variants import TYPES
from issues import addresses, covers, public
from issues.models import press_storage
from issues.views.reading import elsewhere, for_readers, periodical_or_404

KEPT_SECONDS = 3600


@for_readers
def cover(
    request: HttpRequest,
    year: int,
    number: int,
    version: str,
    width: int,
    kind: str,
    periodical: str | None = None,
) -> HttpResponseBase:
    """One version of the cover. The address of another PDF's cover, or of none any more, does not answer."""
    found = public.issues(periodical_or_404(periodical)).filter(year=year, number=number).first()
    name = covers.stored_file(found, version, width, kind) if found else None
    if found is None or name is None:
        raise Http404
    if moved := elsewhere(request, addresses.cover(found, version, width, kind)):
        return moved
    try:
        file = press_storage().open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=TYPES[kind], filename=f"{found}封面.{kind}")
    # The digest is in the address, so that a browser need not ask for each cover of a list again; what
    # others keep for many readers must end with the publication.
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    return response
