"""Articles once more, now with the issue they stand in: ``articles`` itself knows nothing of issues."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.trail import as_sentences
from articles.admin import ArticleAdmin
from articles.models import Article
from articles.workflow import REOPEN, Status, Transition
from issues.admin.published import article_addresses, links
from issues.admin.review_sheet import review_sheet_view
from issues.filters import PlacedArticleFilter
from issues.models import ContentsEntry, IssueStatus
from issues.press import locks
from issues.schedule import DEADLINES
from issues.trail import article_trail
from issues.wechat.pages import wechat_article_addresses

admin.site.unregister(Article)


@admin.register(Article)
class PlacedArticleAdmin(ArticleAdmin):
    """The admin of articles, with the issue of each."""

    filterset_class = PlacedArticleFilter
    list_display = (
        "title_line", "section", "status_chip", "placed_in", "characters", "source", "author",
        "updated_at",
    )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        """Django's addresses, the review sheet's, and those for after the article appeared."""
        view = self.admin_site.admin_view(partial(review_sheet_view, self))
        return [
            path("<int:pk>/review-sheet/", view, name="articles_article_review_sheet"),
            *article_addresses(self),
            *wechat_article_addresses(self),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Articles with the issue of each, in the same query."""
        return super().get_queryset(request).select_related("entry__issue__periodical")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The page of one article, with the ways to its readers' page, or to the preview of it."""
        article = self.get_object(request, object_id) if object_id else None
        ways = links(article, request.user) if article else ()
        context = {**(extra_context or {}), "appearing": ways}
        return super().changeform_view(request, object_id, form_url, context)

    def lock_reason(self, article: Article) -> str:
        """Of what went to press: that no step opens it again, and what can be done."""
        return locks.objection(REOPEN, article) or super().lock_reason(article)

    def scheduled_day(self, article: Article, status: Status) -> date | None:
        """The day of the article's issue for that stage."""
        entry, field = getattr(article, "entry", None), DEADLINES.get(status)
        return getattr(entry.issue, field) if entry and field else None

    def further_warning(self, article: Article, step: Transition) -> str:
        """That readers will miss an article which is taken back after its issue appeared."""
        entry = getattr(article, "entry", None)
        if step is REOPEN and entry and entry.issue.status == IssueStatus.PUBLISHED:
            return (
                f"本稿已随{entry.issue}发布，撤回签发后网站上看不到它，重新签发才会恢复；"
                "只是几个字有误的，请登更正。"
            )
        return ""

    def appears_on(self, article: Article) -> date | None:
        """The day of the article's issue."""
        entry = getattr(article, "entry", None)
        return entry.issue.issue_date if entry else None

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say in which issue an article stands that therefore cannot be deleted."""
        deleted, counts, perms, protected = super().get_deleted_objects(objs, request)
        if protected:
            entries = ContentsEntry.objects.filter(article__in=objs).select_related(
                "article", "issue__periodical"
            )
            protected = [
                f"《{entry.article}》已编入{entry.issue}：请先在该期的目录中移出。" for entry in entries
            ]
        return deleted, counts, perms, protected

    @admin.display(description="期次", ordering="entry__issue__year")
    def placed_in(self, article: Article) -> SafeString | str:
        """The issue that the article stands in, as a link."""
        entry = getattr(article, "entry", None)
        if entry is None:
            return format_html('<span class="beside">{}</span>', "未编入")
        address = reverse("admin:issues_issue_change", args=[entry.issue_id])
        return format_html('<a href="{}">{}</a>', address, entry.issue.label)

    @admin.display(description="现状")
    def standing(self, article: Article) -> SafeString:
        """Status, version, length, and the issue."""
        return format_html("{}，{}", super().standing(article), self.placed_in(article))

    @admin.display(description="流转记录")
    def trail(self, article: Article) -> SafeString:
        """Everything that happened to the article, and the sheet of it for the archive."""
        sheet = reverse("admin:articles_article_review_sheet", args=[article.pk])
        link = format_html('<p><a href="{}" target="_blank">审稿单（PDF）</a></p>', sheet)
        return as_sentences(article_trail(article)) + link
