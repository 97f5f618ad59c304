"""After an issue appeared: the pages on which its articles are taken down, put back and corrected."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from accounts.models import User
from articles.models import Article
from issues import addresses, corrections, takedowns
from issues.models import Correction, CorrectionField, CorrectionState, Issue, IssueStatus, Takedown
from issues.planning.views import issue_for
from issues.preview.site import address_of_entry
from issues.services import Refused
from issues.titles import quoted

View = Callable[..., HttpResponse]


def article_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """The pages of one article, below its admin's."""
    views: dict[str, tuple[str, View]] = {
        "takedown": ("takedown/", takedown),
        "put_back": ("put-back/", put_back),
        "corrections": ("corrections/", propose),
        "correction": ("corrections/<int:correction>/", decide),
    }
    return [
        path(
            f"<int:pk>/{route}",
            admin.admin_site.admin_view(partial(view, admin)),
            name=f"articles_article_{name}",
        )
        for name, (route, view) in views.items()
    ]


def issue_addresses(admin: ModelAdmin) -> list[URLPattern]:
    """``<pk>/published/``: everything of one issue."""
    view = admin.admin_site.admin_view(partial(after_publishing, admin))
    return [path("<int:pk>/published/", view, name="issues_issue_published")]


def links(article: Article, user: Any) -> list[tuple[str, str]]:
    """What leads from an article's page on to these, as label and address."""
    entry = getattr(article, "entry", None)
    if entry is None:
        return []
    if entry.issue.status != IssueStatus.PUBLISHED:
        return [("预览", address_of_entry(entry))] if user.has_perm("issues.view_issue") else []

    def at(name: str) -> str:
        return reverse(f"admin:articles_article_{name}", args=[article.pk])

    found = [("在网站上查看", addresses.article(entry)), ("更正", at("corrections"))]
    if user.has_perm(takedowns.PERMISSION):
        found.append(("恢复…", at("put_back")) if takedowns.standing(article) else ("撤下…", at("takedown")))
    return found


def _text(label: str, rows: int = 2, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class TakedownForm(forms.Form):
    """撤下: the office's reason, and what readers read."""

    note = _text(
        "给读者的说明", max_length=takedowns.LONGEST, help_text="必填，印在文章原来的位置上，读者看得到。",
        error_messages={"required": "给读者的说明须写明。"},
    )  # fmt: skip
    reason = _text(
        "撤下的理由", max_length=takedowns.LONGEST, help_text="必填，记入流转记录，只有编辑部看得到。",
        error_messages={"required": "撤下的理由须写明。"},
    )  # fmt: skip
    title_hidden = forms.BooleanField(
        label="不显示标题", required=False, help_text="目录里只留“（已撤下）”，本期封面图也不再显示。"
    )
    pdf_withheld = forms.BooleanField(
        label="同时停止提供本期 PDF", required=False,
        help_text="本期的 PDF 和印本里仍有这篇文章。勾选后，读者下载不到 PDF，恢复文章时一并恢复。",
    )  # fmt: skip


class PutBackForm(forms.Form):
    """恢复, with a reason."""

    reason = _text(
        "恢复的理由", max_length=takedowns.LONGEST, help_text="必填，记入流转记录。",
        error_messages={"required": "恢复的理由须写明。"},
    )  # fmt: skip


class CorrectionForm(forms.Form):
    """更正: a passage and what should stand there, or only a note."""

    NOTE_ALONE = ""

    field = forms.ChoiceField(
        label="更正哪里", required=False,
        choices=[*CorrectionField.choices, (NOTE_ALONE, "文字不改，只登说明（印本有误，网页没有错）")],
        initial=CorrectionField.BODY,
    )  # fmt: skip
    passage = _text("原文", required=False, help_text="照抄有误的那几个字，在所选的地方只能出现一次。")
    replacement = _text("应为", required=False, help_text="这几个字应当改成什么；应删去的，留空。")
    note = _text(
        "给读者的更正说明", required=False,
        help_text="留空时按上面两项写成：第二段“……”应为“……”。只登说明的，必填。",
    )  # fmt: skip


class DecisionForm(forms.Form):
    """确认, 不更正 or 撤回: the version that was seen, and a reason where it is declined."""

    seen_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False,
        error_messages={"invalid": "没有认出您看的是第几版，请刷新页面后再按。"},
    )  # fmt: skip
    comment = _text("不更正的理由", required=False, max_length=500, help_text="不更正时必填。")


def _article_view(view: View) -> View:
    """Look the article up, for who may see it; other methods than reading and posting get 405."""

    @wraps(view)
    def wrapped(admin: ModelAdmin, request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        article = get_object_or_404(admin.get_queryset(request), pk=pk)
        if not admin.has_view_permission(request, article):
            raise PermissionDenied
        return view(admin, request, article, **more)

    return wrapped


def _need(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _sent(request: HttpRequest) -> Any:
    """What a form was sent, were it nothing at all."""
    return request.POST if request.method == "POST" else None


def _actor(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


@_article_view
def takedown(admin: ModelAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """撤下."""
    _need(request, takedowns.PERMISSION)
    form = TakedownForm(_sent(request), label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            takedowns.take_down(article, actor=_actor(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _back(request, article, f"{quoted(article.title)}已撤下，读者看到的是您写的说明。")
    entry = getattr(article, "entry", None)
    return _page(
        admin, request, article, "takedown", "撤下",
        form=form, standing=takedowns.standing(article),
        is_published=bool(entry and entry.issue.status == IssueStatus.PUBLISHED),
    )  # fmt: skip


@_article_view
def put_back(admin: ModelAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """恢复."""
    _need(request, takedowns.PERMISSION)
    form = PutBackForm(_sent(request), label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            takedowns.put_back(article, actor=_actor(request), reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _back(request, article, f"{quoted(article.title)}已恢复，读者又能看到了。")
    return _page(admin, request, article, "put_back", "恢复", form=form, standing=takedowns.standing(article))


@_article_view
def propose(admin: ModelAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """更正: those that there are, and a form for another one."""
    entry = getattr(article, "entry", None)
    may_propose = bool(
        entry and entry.issue.status == IssueStatus.PUBLISHED and request.user.has_perm(corrections.PROPOSE)
    )
    form = CorrectionForm(_sent(request), label_suffix="")
    if request.method == "POST":
        _need(request, corrections.PROPOSE)
        if form.is_valid():
            try:
                corrections.propose(article, actor=_actor(request), **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "更正已提出，等终审确认；确认之前，读者看到的不变。")
                return redirect("admin:articles_article_corrections", article.pk)
    return _page(
        admin, request, article, "corrections", "更正",
        form=form, entry=entry, may_propose=may_propose,
        listed=article.corrections.select_related("proposed_by", "decided_by"),
    )  # fmt: skip


@_article_view
def decide(admin: ModelAdmin, request: HttpRequest, article: Article, correction: int) -> HttpResponse:
    """One correction: what it changes, and the buttons of who may decide."""
    shown = get_object_or_404(
        Correction.objects.select_related("article__section__periodical", "issue__periodical", "proposed_by"),
        pk=correction, article=article,
    )  # fmt: skip
    form = DecisionForm(_sent(request), label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _decided(request, shown, form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
            shown = Correction.objects.select_related("article__section__periodical").get(pk=shown.pk)
        else:
            return redirect("admin:articles_article_corrections", article.pk)
    is_open = shown.state == CorrectionState.PROPOSED
    may_decide = is_open and request.user.has_perm(corrections.CONFIRM)
    return _page(
        admin, request, article, "correction", "更正",
        form=form, correction=shown, standing=corrections.standing_text(shown), is_open=is_open,
        may_decide=may_decide,
        objection=corrections.objection(shown, _actor(request)) if may_decide else None,
        may_take_back=is_open and shown.proposed_by_id == request.user.pk,
    )  # fmt: skip


def _decided(request: HttpRequest, correction: Correction, sent: dict[str, Any]) -> str:
    actor = _actor(request)
    if "confirm" in request.POST:
        corrections.confirm(correction, actor=actor, seen_version=sent["seen_version"] or 0)
        return "已更正，读者现在就能看到新的文字和更正说明。"
    if "decline" in request.POST:
        corrections.decline(correction, actor=actor, comment=sent["comment"])
        return "已记下：不更正，文字不变。"
    if "take_back" in request.POST:
        corrections.take_back(correction, actor=actor)
        return "更正已撤回，文字不变。"
    raise Refused("没有认出按了哪个按钮，请再按一次。")


def after_publishing(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """更正与撤下: every article of an issue, with what can be done and what was done."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    issue = issue_for(admin, request, pk, change=False)
    entries = issue.entries.select_related("article").order_by("position").defer("article__body")
    # By where the article stands now: it may have come from an issue that was withdrawn.
    done = Correction.objects.filter(article__entry__issue=issue).select_related("article")
    return TemplateResponse(
        request,
        "admin/issues/publishing/published.html",
        {
            **admin.admin_site.each_context(request),
            "opts": admin.opts, "original": issue, "title": f"更正与撤下 {issue}",
            "lines": _lines(issue, list(entries), list(done.defer("article__body"))),
            "is_published": issue.status == IssueStatus.PUBLISHED,
            "may_take_down": request.user.has_perm(takedowns.PERMISSION),
        },
    )  # fmt: skip


def _lines(issue: Issue, entries: list[Any], done: list[Correction]) -> list[dict[str, Any]]:
    """Each entry with its standing takedown and its corrections. One query."""
    standing = {
        taken.article_id: taken
        for taken in Takedown.objects.filter(article__entry__issue=issue, put_back_at=None).select_related(
            "taken_down_by"
        )
    }
    return [
        {
            "article": entry.article,
            "takedown": standing.get(entry.article_id),
            "corrections": [each for each in done if each.article_id == entry.article_id],
        }
        for entry in entries
    ]


def _back(request: HttpRequest, article: Article, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("admin:articles_article_change", article.pk)


def _page(
    admin: ModelAdmin, request: HttpRequest, article: Article, template: str, label: str, **context: Any
) -> TemplateResponse:
    return TemplateResponse(
        request,
        f"admin/issues/publishing/{template}.html",
        {
            **admin.admin_site.each_context(request),
            "opts": admin.opts, "original": article, "label": label, "title": f"{label}：{article}",
            **context,
        },
    )  # fmt: skip
