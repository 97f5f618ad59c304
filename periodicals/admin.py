"""Periodicals and layouts, in the admin."""

from dataclasses import fields

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.changelist import FilterSetAdmin, chip
from periodicals.filters import LayoutFilter, PeriodicalFilter
from periodicals.models import DayOff, Layout, Periodical
from periodicals.spread import spread
from periodicals.type_area import NO_HEAD, DoesNotFit, Measures, type_area


@admin.register(Periodical)
class PeriodicalAdmin(FilterSetAdmin):
    """The bulletins that the office publishes."""

    filterset_class = PeriodicalFilter
    list_display = ("title", "kind_chip", "frequency", "default_layout", "primary_chip")
    list_select_related = ("default_layout",)
    search_fields = ("title", "sponsors", "cn_number", "print_permit_number")
    search_help_text = "按刊名、主办单位、刊号或准印证号查找"
    fieldsets = (
        ("刊名", {"fields": ("title", "slug", "is_primary", "kind", "frequency")}),
        ("编印单位", {"fields": ("sponsors", "supervisor")}),
        ("刊号", {"fields": ("cn_number", "issn", "print_permit_number"),
                "description": "内部资料性出版物填准印证号，公开发行期刊填国内统一刊号。"}),
        ("联系方式", {"fields": ("website", "email", "postcode", "address"),
                  "description": "印在版权页上；某一期与此不同时，在那一期里另填。"}),
        ("版式与篇幅", {"fields": ("default_layout", "source_at_end", ("page_budget", "page_multiple"))}),
        ("编辑制度", {"fields": ("four_eyes", ("copy_days", "review_days", "sign_off_days", "press_days")),
                  "description": "各步按出版日期往前推的天数，新一期的日程由此提出。"}),
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Periodical | None = None) -> tuple[str, ...]:
        """The slug stands in every public address: changed only by a superuser who knows the price."""
        return ("slug",) if obj and not request.user.is_superuser else ()

    @admin.display(description="类别", ordering="kind")
    def kind_chip(self, periodical: Periodical) -> SafeString:
        """Internal or public, as a chip."""
        return chip("quiet", periodical.get_kind_display())

    @admin.display(description="首页", ordering="is_primary")
    def primary_chip(self, periodical: Periodical) -> SafeString | str:
        """Whether its issues stand on the site's first page."""
        return chip("ok", "本站首页") if periodical.is_primary else ""


@admin.register(Layout)
class LayoutAdmin(FilterSetAdmin):
    """How pages are set, in a layout artist's words; beside the form, the page that it makes."""

    filterset_class = LayoutFilter
    list_display = ("name", "paper", "type_area", "font_size_pt", "pitch_pt", "columns")
    search_fields = ("name",)
    search_help_text = "按名称查找"
    readonly_fields = ("preview",)
    fieldsets = (
        (None, {"fields": ("name", "preview")}),
        ("版心", {"fields": (("characters_per_line", "lines_per_column"),
                           ("columns", "column_gap_characters"), ("font_size_pt", "pitch_pt")),
                "description": "版心的宽由每行字数、栏数和栏距得出，高由每栏行数和行距得出。"}),
        ("开本与页边", {"fields": ("paper", ("paper_width_mm", "paper_height_mm"),
                              ("margin_top_mm", "margin_inner_mm"), "bleed_mm"),
                   "description": "宽和高只在开本选“自定”时填。地脚和切口由纸张余下的宽和高得出。"}),
        ("标题与栏目名", {"fields": (("title_space_before", "title_space_after"),
                             ("section_space_before", "section_space_after"))}),
        ("字体", {"fields": ("font_serif", "font_sans", "font_kai")}),
        ("书眉与页码", {"fields": (("running_head", "head_rule"), ("folio", "folio_place")),
                   "description": "封面目录页没有书眉和页码；它的背面是第1页，所以第1页是左页。"}),
    )  # fmt: skip

    class Media:
        css = {"all": ("office/layout.css",)}
        js = (Script("office/layout.js", defer=True),)

    def get_urls(self) -> list[URLPattern]:
        """Django's addresses, and the one that the form's script asks what the page will be."""
        measure = path(
            "measure/", self.admin_site.admin_view(self.measure), name="periodicals_layout_measure"
        )
        return [measure, *super().get_urls()]

    def measure(self, request: HttpRequest) -> HttpResponse:
        """The page that the form's values make, or why there is none, as a piece of HTML."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        form = self.get_form(request)(request.GET)
        form.is_valid()
        wrong = [str(errors[0]) for name, errors in form.errors.items() if name in MEASURED]
        return HttpResponse(_page(form.instance, wrong[0] if wrong else ""))

    @admin.display(description="页面")
    def preview(self, layout: Layout) -> SafeString:
        """The page as it was last saved; the form's script keeps it up to what is typed."""
        return format_html(
            '<div class="layout-page" data-measure="{}" aria-live="polite">{}</div>',
            reverse("admin:periodicals_layout_measure"),
            _page(layout),
        )

    @admin.display(description="版心")
    def type_area(self, layout: Layout) -> str:
        """The type area in a print office's own words."""
        return f"每行 {layout.characters_per_line} 字 × 每栏 {layout.lines_per_column} 行"


MEASURED = {field.name for field in fields(Measures)}


def _page(layout: Layout, wrong: str = "") -> SafeString:
    """A spread of two pages with the measures of the type area in mm."""
    area = None
    if not wrong:
        try:
            area = type_area(layout.measures)
        except DoesNotFit as refused:
            wrong = str(refused)
    context = {
        "layout": layout,
        "wrong": wrong,
        "has_head": layout.running_head != NO_HEAD,
        "spread": area and spread(area, layout.columns),
        "characters": layout.columns * layout.characters_per_line * layout.lines_per_column if area else 0,
    }
    return render_to_string("admin/periodicals/layout/page.html", context)


@admin.register(DayOff)
class DayOffAdmin(admin.ModelAdmin):
    """Days on which the office's calendar differs from the public one."""

    list_display = ("day", "name", "is_working_day")
    search_fields = ("name",)
    search_help_text = "按说明查找"
    date_hierarchy = "day"
