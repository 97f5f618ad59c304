"""校对词表 and 校对规则, in the admin: entries, import and export, rules on and off, false alarms."""

from functools import partial
from typing import Any
from urllib.parse import quote

import django_filters
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from accounts.changelist import FilterSetAdmin
from articles import correcting
from articles.houserules import WordEntry
from articles.proofreading.lists import LABELS, ListError, Purpose, write_csv
from articles.proofreading.registry import Family
from articles.services import Refused
from periodicals.models import Periodical

_PURPOSES = [(purpose.value, label) for purpose, label in LABELS.items()]


class WordEntryFilter(django_filters.FilterSet):
    """By list and periodical."""

    purpose = django_filters.ChoiceFilter(label="词表", choices=_PURPOSES, empty_label="全部")
    periodical = django_filters.ModelChoiceFilter(
        label="刊物", queryset=Periodical.objects.all(), empty_label="全部"
    )

    class Meta:
        model = WordEntry
        fields = ["purpose", "periodical"]


class ListChoice(forms.Form):
    """Which list: its purpose, and a periodical's own or the one for all."""

    purpose = forms.ChoiceField(label="词表", choices=_PURPOSES)
    periodical = forms.ModelChoiceField(
        label="刊物", queryset=Periodical.objects.all(), required=False, empty_label="各刊通用"
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, label_suffix="")

    @property
    def chosen(self) -> tuple[Purpose, Periodical | None]:
        """What was chosen, of a valid form."""
        return Purpose(self.cleaned_data["purpose"]), self.cleaned_data["periodical"]


class ListUpload(ListChoice):
    """A list's file."""

    file = forms.FileField(
        label="CSV 文件",
        help_text="表头为“词,应为,例外,说明”，UTF-8 或 GB18030；同一词以文件里的为准，不删旧词。",
    )


@admin.register(WordEntry)
class WordEntryAdmin(FilterSetAdmin):
    """The word lists."""

    filterset_class = WordEntryFilter
    change_list_template = "admin/articles/wordentry/change_list.html"
    list_display = ("word", "instead", "unless", "purpose", "whose", "note")
    list_select_related = ("periodical",)
    search_fields = ("word", "instead", "note")
    search_help_text = "按词、应为或说明查找"
    fields = ("purpose", "word", "instead", "unless", "note", "periodical")
    ordering = ("purpose", "word", "pk")

    def get_urls(self) -> list[URLPattern]:
        """Django's addresses, import and export, and the rules."""
        views = {"import": self.take_in, "export": self.hand_out, "rules": self.rules}
        return [
            *(
                path(f"{name}/", self.admin_site.admin_view(partial(view)), name=f"articles_wordentry_{name}")
                for name, view in views.items()
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[WordEntry]:
        """Entries with whose they are."""
        return super().get_queryset(request).select_related("periodical")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The list, with the form that exports one."""
        return super().changelist_view(request, {**(extra_context or {}), "export_form": ListChoice()})

    @admin.display(description="刊物", ordering="periodical")
    def whose(self, entry: WordEntry) -> str:
        """The periodical, or all."""
        return str(entry.periodical or "通用")

    def _page(self, request: HttpRequest, template: str, **context: Any) -> TemplateResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "label": context.get("title")}
        return TemplateResponse(request, f"admin/articles/wordentry/{template}", frame | context)

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """导入词表."""
        if not self.has_add_permission(request) or not self.has_change_permission(request):
            raise PermissionDenied
        form = ListUpload(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            purpose, periodical = form.chosen
            try:
                added, changed = correcting.import_words(
                    purpose, form.cleaned_data["file"].read(), periodical=periodical,
                    actor=request.user,  # type: ignore[arg-type]
                )  # fmt: skip
            except (ListError, Refused) as refused:
                form.add_error("file", f"{refused}词表没有变。")
            else:
                messages.success(request, f"{LABELS[purpose]}：新增{added}条，更新{changed}条。")
                return redirect(reverse("admin:articles_wordentry_changelist") + f"?purpose={purpose}")
        return self._page(request, "import.html", title="导入词表", here="导入词表", form=form)

    def hand_out(self, request: HttpRequest) -> HttpResponse:
        """导出词表, as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = ListChoice(request.GET)
        if not form.is_valid():
            messages.error(request, "请选择要导出的词表。")
            return redirect("admin:articles_wordentry_changelist")
        purpose, periodical = form.chosen
        response = HttpResponse(
            write_csv(correcting.words(purpose, periodical)), content_type="text/csv; charset=utf-8"
        )
        name = f"{LABELS[purpose]}{f'（{periodical}）' if periodical else ''}.csv"
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        return response

    def rules(self, request: HttpRequest) -> HttpResponse:
        """校对规则: on and off for each periodical, with the share of false alarms."""
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        periodicals = list(Periodical.objects.all())
        asked = request.POST.get("periodical") or request.GET.get("periodical") or ""
        periodical = next((each for each in periodicals if str(each.pk) == asked), None)
        periodical = periodical or (periodicals[0] if periodicals else None)
        if request.method == "POST" and periodical:
            try:
                correcting.switch_rules(
                    periodical,
                    request.POST.getlist("rule"),
                    actor=request.user,  # type: ignore[arg-type]
                )
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, f"《{periodical}》的校对规则已存下。")
            return redirect(f"{reverse('admin:articles_wordentry_rules')}?periodical={periodical.pk}")
        records = correcting.records(periodical) if periodical else []
        families = [
            (family.value, [record for record in records if record.rule.family == family])
            for family in Family
        ]
        return self._page(
            request, "rules.html", title="校对规则", here="校对规则", periodicals=periodicals,
            periodical=periodical, families=families,
        )  # fmt: skip
