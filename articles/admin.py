"""Articles and sections, in the admin."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

import articles.word_admin  # noqa: F401 - registers the word lists
from accounts.changelist import FilterSetAdmin, chip
from accounts.refusals import RefusalAdmin
from articles.counting import count_characters
from articles.desk import bulk
from articles.desk.addresses import desk_addresses
from articles.desk.conflict import Conflict, answer_merge, conflict_page
from articles.desk.page import Desk
from articles.filters import ArticleFilter, SectionFilter
from articles.forms import SOURCE, TITLES, ArticleForm, SectionForm
from articles.intake.addresses import intake_addresses
from articles.intake.recognising import warn_of_older
from articles.models import Article, Section
from articles.richtext import clean
from articles.services import Outdated, Refused, save_text
from articles.workflow import Status, Transition

LOCKED = {
    Status.AWAITING_SIGN_OFF: "本稿已审校通过，文字已锁定，只能查看；要改动，请先退回（须写明理由）。",
    Status.SIGNED_OFF: "本稿已终审签发，文字已锁定，只能查看；要改动，请先撤回签发（须写明理由）。",
}


@admin.register(Article)
class ArticleAdmin(FilterSetAdmin, RefusalAdmin):
    """The manuscripts: list, form, trail. Text is stored by ``services.save_text`` and nowhere else."""

    form = ArticleForm
    filterset_class = ArticleFilter
    refusals = (Refused,)
    list_display: tuple[str, ...] = (
        "title_line", "section", "status_chip", "characters", "source", "author", "updated_at",
    )  # fmt: skip
    search_fields = ("title", "kicker", "subtitle", "byline", "source", "original_title", "body")
    search_help_text = "按标题、作者、来源或正文查找；多个词以空格分开"
    date_hierarchy = "created_at"
    ordering = ("-updated_at", "-pk")

    def get_urls(self) -> list[URLPattern]:
        """Django's addresses, the desk's and those of what comes in."""
        return [*intake_addresses(self), *desk_addresses(self), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> Any:
        """Django's actions and, before them, the steps of the person's role."""
        return {**bulk.actions(request), **super().get_actions(request)}

    def scheduled_day(self, article: Article, status: Status) -> date | None:
        """The day by which the article must leave a stage, as its issue has it.

        Nothing here knows of issues; their admin overrides this.
        """
        return None

    def further_warning(self, article: Article, step: Transition) -> str:
        """What a step would mean beyond the article itself, as a sentence; likewise overridden."""
        return ""

    def lock_reason(self, article: Article) -> str:
        """Why the text can only be looked at, and what to do instead; likewise overridden."""
        return LOCKED.get(Status(article.status), "")

    def appears_on(self, article: Article) -> date | None:
        """The day of the issue that the article stands in, for proofreading; likewise overridden."""
        return None

    def placed_in(self, article: Article) -> SafeString | str:
        """The issue that the article stands in; likewise overridden."""
        return ""

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Title and byline, text, source; of a stored article also where it stands and its trail.

        The trail is told by the app above, which knows of everything that happens to an article.
        """
        if obj is None:
            return (
                ("标题与署名", {"fields": TITLES}),
                ("正文", {"fields": ("body",), "classes": ("office-body",)}),
                ("来源", {"fields": (*SOURCE, "seen_version")}),
            )
        body = "body" if self._is_editable(request, obj) else "body_as_read"
        return (
            ("标题与署名", {"fields": TITLES}),
            ("正文", {"fields": (body,), "classes": ("office-body",)}),
            ("来源", {"fields": (*SOURCE, "seen_version")}),
            ("流转", {"fields": ("standing", "trail")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        """Where the article stands, always; the text too once it is locked."""
        shown = ("standing", "trail", "body_as_read")
        return shown if self._is_editable(request, obj) else (*TITLES, "body", *SOURCE, *shown)

    def _is_editable(self, request: HttpRequest, obj: Article | None) -> bool:
        # A post is always read as a form: what was typed while another person passed or signed it off
        # comes back with the service's refusal, in fields it can be copied from.
        if obj is None or request.method == "POST":
            return True
        return self.has_change_permission(request, obj) and not obj.is_locked

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """As the role says, but what was ever submitted is kept, with its trail and opinions."""
        if obj is not None and (obj.status != Status.DRAFT or obj.status_changes.exists()):
            return False
        return super().has_delete_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Articles with what their lists and pages name."""
        return super().get_queryset(request).select_related("section__periodical", "created_by", "assignee")

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form class, told what to say above a text that was put together from two."""
        form = super().get_form(request, *args, **kwargs)
        form.notice = getattr(request, "notice", None)
        return form

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Store through the service. Raises: Refused, shown by ``RefusalAdmin``."""
        # A form that does not say which version it began with has seen none: it must not overwrite any.
        seen = form.cleaned_data.get("seen_version") or (0 if change else None)
        try:
            save_text(obj, actor=request.user, seen_version=seen)  # type: ignore[arg-type]
        except Outdated as outdated:
            conflict = Conflict(outdated.stored, obj, seen, request.POST)
            request.conflict = conflict  # type: ignore[attr-defined]
            raise
        if not change:
            warn_of_older(self, request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Delete one by one, so that each passes the rules of a single deletion."""
        for article in queryset:
            self.delete_model(request, article)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The page of one article, with the desk; a locked one says why it cannot be changed.

        Where another person saved in between, the page on which one chooses.
        """
        context = dict(extra_context or {})
        article = self.get_object(request, object_id) if object_id else None
        if article is None:
            made = Article.objects.filter(created_by=request.user.pk)
            # Of the draft kept in the browser: whether it was stored since.
            context["newest_of_mine"] = lambda: made.aggregate(newest=Max("pk"))["newest"] or 0
        else:
            is_editing = self._is_editable(request, article)
            context["desk"] = Desk(self, request, article, is_editing=is_editing)
            if "_merge" in request.POST and self.has_change_permission(request, article):
                again = answer_merge(self, request, article)
                if again is not None:
                    return again
        if article and not self._is_editable(request, article):
            context |= {"show_save": False, "show_save_and_continue": False}
            context |= {"show_save_and_add_another": False}
            context["lock_reason"] = self.lock_reason(article)
        response = super().changeform_view(request, object_id, form_url, context)
        if conflict := getattr(request, "conflict", None):
            return conflict_page(self, request, conflict)
        return response

    @admin.display(description="标题", ordering="title")
    def title_line(self, article: Article) -> SafeString:
        """The title, with kicker and subtitle small around it as on the page."""
        beside = "　".join(part for part in (article.kicker, article.subtitle) if part)
        small = format_html('<span class="beside">{}</span>', beside) if beside else ""
        return format_html("{}{}", article.title, small)

    @admin.display(description="状态", ordering="status")
    def status_chip(self, article: Article) -> SafeString:
        """The status as a chip."""
        return chip(article.status, article.get_status_display())

    @admin.display(description="字数")
    def characters(self, article: Article) -> SafeString:
        """How long the text is, as the office counts."""
        return format_html('<span class="figure">{}</span>', count_characters(article.plain_text))

    @admin.display(description="建稿人", ordering="created_by__full_name")
    def author(self, article: Article) -> str:
        """Who made the article."""
        return str(article.created_by)

    @admin.display(description="现状")
    def standing(self, article: Article) -> SafeString:
        """Status, version and length in one line."""
        return format_html(
            "{} 第 {} 版，正文 {} 字",
            self.status_chip(article), article.version, count_characters(article.plain_text),
        )  # fmt: skip

    @admin.display(description="正文")
    def body_as_read(self, article: Article) -> SafeString:
        """The text as it will be read, cleaned once more."""
        return format_html('<div class="as-read" lang="zh-Hans">{}</div>', mark_safe(clean(article.body)))


@admin.register(Section)
class SectionAdmin(FilterSetAdmin):
    """The sections of the periodicals."""

    form = SectionForm
    filterset_class = SectionFilter
    list_display = ("name", "periodical", "usual_position", "article_count", "slug")
    list_editable = ("usual_position",)
    list_select_related = ("periodical",)
    search_fields = ("name", "slug")
    search_help_text = "按栏目名查找"

    def get_readonly_fields(self, request: HttpRequest, obj: Section | None = None) -> tuple[str, ...]:
        """Whose it is and its address stay, once it has articles: addresses never change."""
        return ("periodical", "slug") if obj and obj.articles.exists() else ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        """Sections with the number of their articles."""
        return super().get_queryset(request).annotate(article_total=Count("articles"))

    @admin.display(description="稿件数", ordering="article_total")
    def article_count(self, section: Any) -> SafeString:
        """How many articles stand in the section."""
        return format_html('<span class="figure">{}</span>', section.article_total)
