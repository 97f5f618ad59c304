"""Issues, in the admin: number, layout, 目录, colophon, and the steps to print and to readers."""

import re
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from accounts.changelist import FilterSetAdmin, chip
from accounts.refusals import RefusalAdmin
from accounts.trail import as_sentences
from articles.workflow import Status
from issues import addresses, appointments, services
from issues.admin import contents, fitting, steps
from issues.admin.builds import build_addresses
from issues.admin.forms import IssueForm
from issues.admin.press import press_addresses, press_steps
from issues.admin.proofs import proof_addresses
from issues.admin.proposal import CONTACT, NUMBERS, PEOPLE, PRODUCTION, SCHEDULE, proposal
from issues.admin.published import issue_addresses
from issues.admin.timing import timing_addresses
from issues.building.screen import label_of, recent
from issues.filters import IssueFilter
from issues.import_desk.urls import import_addresses
from issues.models import Issue, IssueStatus
from issues.planning.urls import planning_addresses
from issues.press.releases import way_back
from issues.preview.site import address_of, preview_addresses
from issues.proofreading.pages import proofreading_addresses
from issues.trail import issue_trail
from issues.wechat.pages import wechat_issue_addresses
from periodicals.models import Periodical

# What people type when they look for an issue: 2024年第8期, 2024-8, 总第420期.
_NUMBER = re.compile(r"(\d{4})\s*[年-]\s*第?\s*(\d{1,3})\s*期?")
_WHOLE_NUMBER = re.compile(r"总\s*第?\s*(\d{1,6})\s*期?")


@admin.register(Issue)
class IssueAdmin(FilterSetAdmin, RefusalAdmin):
    """The issues. Everything is stored through ``issues.services``."""

    form = IssueForm
    filterset_class = IssueFilter
    refusals = (services.Refused,)
    change_form_template = "admin/issues/issue/change_form.html"
    view_on_site = False
    list_display = (
        "label", "periodical", "whole", "issue_date", "status_chip", "entry_count",
        "published_on",
    )  # fmt: skip
    search_fields = ("periodical__title", "=year", "=whole_number", "entries__article__title")
    search_help_text = "按期号（2024年第8期、总第420期）或本期文章的标题查找"
    date_hierarchy = "issue_date"
    ordering = ("-year", "-number")
    SHOWN = ("standing", "contents_as_read", "trail", "files")

    def get_urls(self) -> list[URLPattern]:
        """Django's addresses and the steps'."""
        views = {
            "publish": steps.publish,
            "withdraw": steps.withdraw,
            "free-articles": steps.free_articles,
            **fitting.VIEWS,
        }
        return [
            *(
                path(
                    f"<int:pk>/{name}/",
                    self.admin_site.admin_view(partial(view, self)),
                    name=f"issues_issue_{name.replace('-', '_').replace('/', '_')}",
                )
                for name, view in views.items()
            ),
            *build_addresses(self),
            *proof_addresses(self),
            *press_addresses(self),
            *planning_addresses(self),
            *proofreading_addresses(self),
            *timing_addresses(self),
            *issue_addresses(self),
            *preview_addresses(self),
            *wechat_issue_addresses(self),
            *import_addresses(self),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Issue]:
        """Issues with the number of their entries and of those not yet signed off."""
        return (
            super()
            .get_queryset(request)
            .select_related("periodical__default_layout", "layout")
            .annotate(
                entry_total=Count("entries"),
                unsigned_total=Count("entries", filter=~Q(entries__article__status=Status.SIGNED_OFF)),
            )
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Issue], search_term: str
    ) -> tuple[QuerySet[Issue], bool]:
        """By the number as people write it, or by words."""
        if match := _NUMBER.fullmatch(search_term.strip()):
            return queryset.filter(year=match[1], number=match[2]), False
        if match := _WHOLE_NUMBER.fullmatch(search_term.strip()):
            return queryset.filter(whole_number=match[1]), False
        return super().get_search_results(request, queryset, search_term)

    # -- The form --------------------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Issue | None = None) -> Any:
        """刊期, 版式, 目录 (once the issue is stored), 版权页, 流转."""
        number = ("刊期", {"fields": ("periodical", ("year", "number", "whole_number"), "issue_date")})
        days = ("日程", {"fields": (SCHEDULE[:2], SCHEDULE[2:])})
        layout = ("版式", {"fields": ("layout",)})
        colophon = (
            ("版权页：人员", {"fields": PEOPLE}),
            ("版权页：印制", {"fields": PRODUCTION}),
            ("版权页：联系方式", {"fields": CONTACT, "classes": ("collapse",)}),
        )
        if obj is None:
            return (number, days, layout, *colophon)
        listed = ("contents", "seen_contents") if self._is_editable(request, obj) else ("contents_as_read",)
        return (
            ("目录", {"fields": listed, "classes": ("office-contents",)}),
            number, days, layout, *colophon,
            ("流转", {"fields": ("standing", "trail", "files")}),
        )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Issue | None = None) -> tuple[str, ...]:
        """The periodical once the issue is stored; everything once it is published."""
        if obj is None:
            return self.SHOWN
        if self._is_editable(request, obj):
            return ("periodical", *self.SHOWN)
        return (*NUMBERS, *SCHEDULE, "layout", *PEOPLE, *PRODUCTION, *CONTACT, *self.SHOWN)

    def _is_editable(self, request: HttpRequest, obj: Issue) -> bool:
        # A post is always read as a form, so that a refusal loses nothing of what was typed.
        if request.method == "POST":
            return True
        return self.has_change_permission(request, obj) and obj.status == IssueStatus.PLANNING

    def has_delete_permission(self, request: HttpRequest, obj: Issue | None = None) -> bool:
        """As the role says, but only while the issue is being put together."""
        if obj is not None and obj.status != IssueStatus.PLANNING:
            return False
        return super().has_delete_permission(request, obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The issue after the newest one of the chosen (or the first) periodical."""
        chosen = request.GET.get("periodical", "")
        periodicals = Periodical.objects.all()
        periodical = (
            periodicals.filter(pk=chosen).first() if chosen.isdecimal() else None
        ) or periodicals.first()
        return proposal(periodical).values if periodical else {}

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The page of one issue with the buttons that its state and the person's role allow."""
        context = dict(extra_context or {})
        issue = self.get_object(request, object_id) if object_id else None
        if issue is None:
            context["periodicals"] = Periodical.objects.all()
        else:
            context |= self._steps(request, issue) | {"show_save_and_add_another": False}
            if not self._is_editable(request, issue):
                context |= {"show_save": False, "show_save_and_continue": False}
        return super().changeform_view(request, object_id, form_url, context)

    def _steps(self, request: HttpRequest, issue: Issue) -> dict[str, Any]:
        published = issue.status == IssueStatus.PUBLISHED
        may_publish = request.user.has_perm("issues.publish_issue")
        may_typeset = request.user.has_perm("issues.typeset_issue")
        build = recent(issue).filter(kind__in=("preview", "contents")).first() if may_typeset else None
        return {
            "may_typeset": may_typeset,
            "build": build,
            "build_label": label_of(build) if build else "",
            "may_fit": (
                issue.status == IssueStatus.PLANNING and request.user.has_perm("issues.change_issue")
            ),
            **press_steps(request, issue),
            "may_publish": may_publish and not published,
            "may_withdraw": may_publish and published,
            "is_published": published,
            "time": appointments.told(issue),
            "preview_address": "" if published else address_of(issue),
            "public_address": addresses.issue(issue) if published else "",
            "lock_reason": (
                f"{issue}{issue.get_status_display()}，目录和版权页只能查看。{way_back(issue)}"
                if issue.status != IssueStatus.PLANNING
                else ""
            ),
        }

    def save_model(self, request: HttpRequest, obj: Issue, form: Any, change: bool) -> None:
        """Store through the service. Raises: Refused or ValidationError, shown by ``RefusalAdmin``."""
        if change:
            stored = Issue.objects.select_for_update(of=("self",)).get(pk=obj.pk)
            if stored.status != IssueStatus.PLANNING and form.changed_data:
                raise services.Refused(
                    f"{stored}{stored.get_status_display()}，不能再改动。{way_back(stored)}"
                )
        services.store_issue(obj, actor=request.user)  # type: ignore[arg-type]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the 目录 through the services."""
        super().save_related(request, form, formsets, change)
        if change and "contents" in form.cleaned_data:
            contents.apply(
                form.instance,
                form.cleaned_data["contents"],
                form.cleaned_data["seen_contents"],
                actor=request.user,  # type: ignore[arg-type]
            )

    # -- What lists and pages show ---------------------------------------------------------------------

    @admin.display(description="期号", ordering="year")
    def label(self, issue: Issue) -> str:
        """年 and 期."""
        return issue.label

    @admin.display(description="总期号", ordering="whole_number")
    def whole(self, issue: Issue) -> str:
        """The whole number as the masthead prints it."""
        return f"总第{issue.whole_number}期" if issue.whole_number else ""

    @admin.display(description="状态", ordering="status")
    def status_chip(self, issue: Issue) -> SafeString:
        """The status as a chip."""
        return chip(issue.status, issue.get_status_display())

    @admin.display(description="篇数", ordering="entry_total")
    def entry_count(self, issue: Any) -> SafeString:
        """How many articles, and how many of them are not signed off."""
        waiting = f"，{issue.unsigned_total} 篇未签发" if issue.unsigned_total else ""
        return format_html(
            '<span class="figure">{} 篇</span><span class="beside">{}</span>', issue.entry_total, waiting
        )

    @admin.display(description="发布时间", ordering="published_at")
    def published_on(self, issue: Issue) -> str:
        """When readers got it."""
        return date_format(localtime(issue.published_at), "DATETIME_FORMAT") if issue.published_at else ""

    @admin.display(description="现状")
    def standing(self, issue: Any) -> SafeString:
        """Status and length in one line."""
        return format_html("{} 共 {} 篇", self.status_chip(issue), issue.entry_total)

    @admin.display(description="目录")
    def contents_as_read(self, issue: Issue) -> SafeString:
        """The 目录 to look at."""
        articles = contents.articles_in_order(contents.keys_of(issue))
        context = {"groups": contents.grouped(articles), "editable": False}
        return mark_safe(render_to_string("admin/issues/issue/contents.html", context))

    @admin.display(description="流转记录")
    def trail(self, issue: Issue) -> SafeString | str:
        """The trail as sentences."""
        told = issue_trail(issue)
        return as_sentences(told) if told else "还没有付印或发布过"

    @admin.display(description="付印和发布的 PDF")
    def files(self, issue: Issue) -> SafeString | str:
        """The PDFs that were released to the press, or published without."""
        return (
            format_html_join(
                mark_safe("<br>"),
                '<a href="{}">{}</a>，{}，{} 页',
                (
                    (
                        reverse("admin:press_file", args=[file.pk]),
                        date_format(localtime(file.created_at), "DATETIME_FORMAT"),
                        f"第{file.release.number}次付印，{file.get_variant_display()}"
                        if file.release
                        else "未付印发布",
                        file.pages,
                    )
                    for file in issue.press_files.select_related("release")
                ),
            )
            or "付印时生成"
        )
