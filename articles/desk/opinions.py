"""审稿意见 on the article's page: the panel, and what is done in it, with script or without."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from accounts.models import User
from articles import commenting
from articles.desk.common import WRITING, back, desk_view, page, person, wants_json
from articles.desk.forms import OpinionForm, ReplyForm
from articles.desk.steps import buttons
from articles.models import Article, ReviewComment
from articles.services import Refused

ANCHOR = "opinions"


@dataclass(frozen=True)
class Thread:
    """An opinion with its answers, and what the person who looks at it may do."""

    number: int
    opinion: ReviewComment
    replies: tuple[ReviewComment, ...]
    quote_is_there: bool
    reply_form: ReplyForm | None
    may_settle: bool


@dataclass(frozen=True)
class Panel:
    """All opinions, open ones first; ``form`` where one may be written."""

    threads: tuple[Thread, ...]
    form: OpinionForm | None

    @property
    def open_total(self) -> int:
        """How many wait to be resolved."""
        return sum(1 for thread in self.threads if not thread.opinion.resolved_at)


def panel(article: Article, user: User) -> Panel:
    """The panel of an article. One query."""
    replies: dict[int, list[ReviewComment]] = defaultdict(list)
    opinions = []
    for each in article.comments.select_related("author", "resolved_by"):
        if each.reply_to_id:
            replies[each.reply_to_id].append(each)
        else:
            opinions.append(each)
    may_write, settles_all = (
        user.has_perm("articles.comment_article"), user.has_perm("articles.reopen_article"),
    )  # fmt: skip
    threads = [
        Thread(
            number,
            opinion,
            tuple(replies[opinion.pk]),
            quote_is_there=not opinion.quote or commenting.quotes(article, opinion.quote),
            reply_form=ReplyForm(ids=f"reply-{opinion.pk}") if may_write else None,
            may_settle=(settles_all or opinion.author_id == user.pk)
            and not (opinion.resolved_at and article.is_signed_off),
        )
        for number, opinion in enumerate(opinions, start=1)
    ]
    threads.sort(key=lambda thread: (thread.opinion.resolved_at is not None, thread.number))
    form = OpinionForm(ids="opinion") if may_write and not article.is_signed_off else None
    return Panel(tuple(threads), form)


@desk_view(*WRITING)
def write(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """Write an opinion."""
    text, quote = request.POST.get("text", ""), request.POST.get("quote", "")
    try:
        commenting.comment(article, text, actor=person(request), quote=quote)
    except Refused as reason:
        form = OpinionForm(request.POST, ids="opinion")
        return _refused(admin, request, article, str(reason), form)
    return _done(admin, request, article, "意见已记下。")


@desk_view(*WRITING)
def act(admin: Any, request: HttpRequest, article: Article, opinion: int, what: str) -> HttpResponse:
    """Answer an opinion, mark it as resolved, or take that back."""
    found = get_object_or_404(article.comments.select_related("author", "article"), pk=opinion)
    actor = person(request)
    try:
        if what == "reply":
            commenting.reply(found, request.POST.get("text", ""), actor=actor)
        elif what == "resolve":
            commenting.resolve(found, actor=actor)
        elif what == "unresolve":
            commenting.unresolve(found, actor=actor)
        else:
            raise Http404
    except Refused as reason:
        form = ReplyForm(request.POST, ids="reply") if what == "reply" else None
        return _refused(admin, request, article, str(reason), form, found)
    said = {"reply": "回复已记下。", "resolve": "这条意见已解决。", "unresolve": "这条意见改回未解决。"}
    return _done(admin, request, article, said[what])


def _done(admin: Any, request: HttpRequest, article: Article, said: str) -> HttpResponse:
    if not wants_json(request):
        return back(request, article, said, ANCHOR)
    user = person(request)
    context = {"article": article, "panel": panel(article, user), "steps": buttons(admin, article, user)}
    return JsonResponse(
        {
            "said": said,
            "opinions": render_to_string("admin/articles/desk/threads.html", context, request),
            "steps": render_to_string("admin/articles/desk/step_buttons.html", context, request),
        }
    )


def _refused(
    admin: Any,
    request: HttpRequest,
    article: Article,
    reason: str,
    form: OpinionForm | ReplyForm | None,
    opinion: ReviewComment | None = None,
) -> HttpResponse:
    """The reason; without script on a page that still holds what was typed."""
    if wants_json(request):
        return JsonResponse({"error": reason}, status=409)
    if form is None:
        messages.error(request, reason)
        return back(request, article, anchor=ANCHOR)
    form.full_clean()
    form.add_error(None, reason)
    label = "回复" if opinion else "写审稿意见"
    return page(
        admin, request, article, "step.html",
        title=f"{label}：{article}", label=label, form=form, warning="", refusal="",
    )  # fmt: skip
