"""The forms of the staff side for issues."""

from typing import Any

from django import forms

from issues import schedule
from issues.admin.contents import ContentsField, keys_of
from issues.admin.proposal import CONTACT, NUMBERS, PEOPLE, PRODUCTION, SCHEDULE
from issues.models import Issue


class IssueForm(forms.ModelForm):
    """An issue's own data and its 目录."""

    # Set by the admin when the service refused the save (see RefusalAdmin).
    refusal: str | None = None

    contents = ContentsField(label="目录", required=False)
    seen_contents = forms.CharField(label="打开时的目录", required=False, widget=forms.HiddenInput)

    class Meta:
        model = Issue
        fields = (*NUMBERS, *SCHEDULE, "layout", *PEOPLE, *PRODUCTION, *CONTACT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = keys_of(self.instance)
        if field := self.fields.get("contents"):
            field.widget.issue = self.instance
            self.initial["contents"] = keys
            self.initial["seen_contents"] = ",".join(map(str, keys))

    def clean_seen_contents(self) -> list[int]:
        """The 目录 as it stood when the page was opened."""
        value = self.cleaned_data["seen_contents"]
        try:
            return [int(key) for key in value.split(",") if key]
        except ValueError as error:
            raise forms.ValidationError("页面已过时，请刷新后再试。") from error

    def clean(self) -> dict[str, Any] | None:
        """Show why the service refused, beside what was typed; let the schedule follow a new date."""
        cleaned = super().clean()
        self._follow_date()
        if self.refusal:
            raise forms.ValidationError(f"{self.refusal}您填写的内容都还在下面，没有丢失。")
        return cleaned

    def _follow_date(self) -> None:
        """A schedule that still is the one proposed for the old date moves with a new date.

        Days that a person set, now or before, stay.
        """
        before, now = self.initial.get("issue_date"), self.cleaned_data.get("issue_date")
        if not (self.instance.pk and before and now and before != now):
            return
        if set(SCHEDULE) & set(self.changed_data):
            return
        periodical = self.instance.periodical
        if {name: self.initial.get(name) for name in SCHEDULE} == schedule.propose(periodical, before):
            self.cleaned_data.update(schedule.propose(periodical, now))


class PublishForm(forms.Form):
    """Publishing: a remark for the trail; a reason, for an issue that did not go to press."""

    comment = forms.CharField(
        label="说明", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="可不填，记入流转记录",
    )  # fmt: skip

    def __init__(self, *args: Any, was_released: bool, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        if not was_released:
            field = self.fields["comment"]
            field.required, field.label = True, "未付印先发布的原因"
            field.help_text = "必填，记入流转记录"
            field.error_messages["required"] = "未付印先发布，须写明原因。"


class WithdrawForm(forms.Form):
    """Withdrawing: the reason is required."""

    comment = forms.CharField(
        label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="必填，记入流转记录", error_messages={"required": "撤回发布须写明理由。"},
    )  # fmt: skip
