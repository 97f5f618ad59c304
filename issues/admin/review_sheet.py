"""The review sheet of an article, to look at and to print."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import content_disposition_header

from articles.models import Article
from issues.typesetting.review_sheet import review_sheet


def review_sheet_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """审稿单 as PDF, shown by the browser and saved under the article's title."""
    article = get_object_or_404(Article, pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    name = f"审稿单-{article.title}.pdf"
    return HttpResponse(
        review_sheet(article, timezone.now()),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(False, name)},
    )
