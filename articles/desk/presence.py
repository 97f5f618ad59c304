"""The heartbeat of an open page: says that somebody edits, answers who else does."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from accounts.models import User
from articles import presence as service
from articles.desk.common import WRITING, desk_view, person, short_time
from articles.models import Article


def told(article: Article, user: User) -> list[str]:
    """Who else edits, and since when, as sentences."""
    return [f"{each.user}从 {short_time(each.since)} 起正在编辑" for each in service.others(article, user)]


@desk_view(*WRITING)
def heartbeat(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """``state``: editing, reading (says nothing of oneself) or leaving."""
    user, state = person(request), request.POST.get("state")
    if state == "leaving":
        service.leave(article, user)
    elif state == "editing" and not article.is_locked and admin.has_change_permission(request, article):
        service.arrive(article, user)
    return JsonResponse({"others": told(article, user)})
