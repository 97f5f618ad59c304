"""An issue as an e-book, to download under a name that says what it is."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase

from issues import addresses, public
from issues.epub.binding import MEDIA_TYPE
from issues.epub.book import book_of
from issues.epub.shelf import file_of
from issues.views.reading import elsewhere, for_readers, periodical_or_404


@for_readers
def epub(
    request: HttpRequest, year: int, number: int, name: str, periodical: str | None = None
) -> HttpResponseBase:
    """The issue's articles as readers may read them now."""
    issue = public.issues(periodical_or_404(periodical)).filter(year=year, number=number).first()
    if issue is None or name != addresses.pdf_name(issue):
        raise Http404
    if moved := elsewhere(request, addresses.epub(issue)):
        return moved
    return FileResponse(
        file_of(issue, book_of(issue)),
        as_attachment=True,
        filename=f"{issue.periodical.title}{issue.label}.epub",
        content_type=MEDIA_TYPE,
    )
