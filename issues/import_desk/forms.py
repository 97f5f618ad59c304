"""The forms of 整期导入: what to read, and what the issue is called."""

from typing import Any

from django import forms

from issues.importing.files import MAX_BYTES
from issues.models import ImportDraft
from periodicals.models import Periodical

TOO_LARGE = f"文件超过 {MAX_BYTES // 1_000_000} MB，请压缩其中的图片，或只上传文字。"
ACCEPTED = ".txt,.md,.docx,.pdf"


class SourceForm(forms.Form):
    """A file, or text that was pasted."""

    file = forms.FileField(
        label="文件",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"empty": "文件是空的，请重新选择。"},
    )
    text = forms.CharField(
        label="或把整期的文字粘贴在这里", required=False, strip=False, widget=forms.Textarea
    )

    def clean(self) -> dict[str, Any] | None:
        """One of the two, and not too large."""
        cleaned: dict[str, Any] = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        if not file and not text.strip() and not self.errors:
            raise forms.ValidationError("请选择文件，或粘贴整期的文字。")
        return cleaned


class ImprintForm(forms.ModelForm):
    """Periodical, year, number: as read, to be corrected."""

    class Meta:
        model = ImportDraft
        fields = ("periodical", "title", "slug", "year", "number", "whole_number", "issue_date")
        widgets = {"issue_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"title": "刊名", "slug": "网址名"}
        help_texts = {"slug": "小写字母和数字，如 jixie"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        field: Any = self.fields["periodical"]
        field.queryset = Periodical.objects.order_by("-is_primary", "title")
        field.empty_label = "另建一种刊物…"
        self.fields["year"].widget.attrs.update(min=1900, max=2200)
        self.fields["number"].widget.attrs.update(min=1, max=999)
