"""The buttons of an issue's page that change its standing; each calls one service and shows its answer."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from articles.models import Article
from articles.workflow import Status
from issues import publishing, services
from issues.admin.forms import PublishForm, WithdrawForm
from issues.models import Issue
from issues.typesetting.errors import TypesettingError

FREE_ARTICLES_PAGE = 20
NOT_DONE = (services.Refused, TypesettingError)


def _issue(admin: ModelAdmin, request: HttpRequest, pk: int, permission: str) -> Issue:
    issue = get_object_or_404(Issue.objects.select_related("periodical"), pk=pk)
    if not admin.has_view_permission(request, issue) or not request.user.has_perm(permission):
        raise PermissionDenied
    return issue


def publish(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """发布, after a page that says what will happen and what still hinders it."""
    issue = _issue(admin, request, pk, "issues.publish_issue")
    counted = issue.entries.aggregate(
        total=Count("pk"), unsigned=Count("pk", filter=~Q(article__status=Status.SIGNED_OFF))
    )
    unsigned = (
        issue.entries.select_related("article")
        .exclude(article__status=Status.SIGNED_OFF)
        .order_by("position")
    )
    released = services.standing_release(issue)
    return _confirmed(
        admin, request, issue, PublishForm(request.POST or None, was_released=released is not None),
        act=lambda comment: publishing.publish(issue, actor=request.user, comment=comment),  # type: ignore[arg-type]
        done=f"{issue}已发布，读者现在就能看到。",
        title=f"发布{issue}",
        template="publish.html",
        context={
            "total": counted["total"],
            "unsigned": unsigned if counted["unsigned"] else (),
            "released": released,
            "step": "发布", "button": "发布本期",
            "working": "正在发布" if released else "正在排版并发布",
        },
    )  # fmt: skip


def withdraw(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """撤回: take a published issue off the site, with a reason."""
    issue = _issue(admin, request, pk, "issues.publish_issue")
    released = services.standing_release(issue)
    return _confirmed(
        admin, request, issue, WithdrawForm(request.POST or None, label_suffix=""),
        act=lambda comment: publishing.withdraw(issue, actor=request.user, comment=comment),  # type: ignore[arg-type]
        done=f"{issue}已从网站撤回{'，仍是已付印' if released else '，可以继续编排'}。",
        title=f"撤回{issue}",
        template="withdraw.html",
        context={"released": released, "step": "撤回", "button": "撤回本期", "working": "正在撤回"},
    )  # fmt: skip


def _confirmed(
    admin: ModelAdmin,
    request: HttpRequest,
    issue: Issue,
    form: Form,
    *,
    act: Callable[[str], Issue],
    done: str,
    title: str,
    template: str,
    context: dict[str, object],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["comment"])
        except NOT_DONE as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return redirect("admin:issues_issue_change", issue.pk)
    return TemplateResponse(
        request,
        f"admin/issues/issue/{template}",
        {
            **admin.admin_site.each_context(request),
            "opts": admin.opts, "original": issue, "form": form, "title": title, **context,
        },
    )  # fmt: skip


def free_articles(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Articles of the periodical that may be placed in the issue, for its 编入 box (Select2's format).

    Those of the issue itself are among them: the page knows which of them it has just taken out.
    """
    issue = _issue(admin, request, pk, "issues.change_issue")
    articles = (
        Article.objects.filter(section__periodical=issue.periodical_id)
        .filter(Q(entry__isnull=True) | Q(entry__issue=issue))
        .select_related("section")
        .defer("body")
        .order_by("-updated_at", "-pk")
    )
    for word in request.GET.get("term", "").split():
        articles = articles.filter(Q(title__icontains=word) | Q(section__name__icontains=word))
    page = request.GET.get("page", "1")
    start = (int(page) - 1 if page.isdecimal() and 0 < int(page) < 10_000 else 0) * FREE_ARTICLES_PAGE
    found = list(articles[start : start + FREE_ARTICLES_PAGE + 1])
    return JsonResponse(
        {
            "results": [
                {
                    "id": article.pk,
                    "text": article.title,
                    "section": article.section.name,
                    "status": article.status,
                    "status_label": article.get_status_display(),
                }
                for article in found[:FREE_ARTICLES_PAGE]
            ],
            "pagination": {"more": len(found) > FREE_ARTICLES_PAGE},
        }
    )
