"""The small forms of the desk."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from articles.workflow import Transition

REASONS = {
    "return_to_editor": ("退回的理由", "写到编辑拿到就能改：哪一段、什么问题、怎么核对。"),
    "reopen": ("撤回签发的理由", "写明什么人在什么时候发现了什么问题，半年后的人也要看得懂。"),
    "submit": ("附言（可不填）", ""),
    "pass_review": ("审校意见（可不填）", "印在审稿单上。"),
    "sign_off": ("终审意见（可不填）", "印在审稿单上。"),
}


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DeskForm(forms.Form):
    """A form whose labels need no colon, and whose element ids are its own: several stand on one page."""

    def __init__(self, data: Any = None, *, ids: str) -> None:
        super().__init__(data, auto_id=f"{ids}-%s", label_suffix="")


class HandoverFields(forms.Form):
    """To whom and until when. ``people`` are offered; ``day`` is the one that the schedule gives."""

    assignee = forms.TypedChoiceField(label="交给", required=False, coerce=int, empty_value=None)
    due_date = forms.DateField(label="期限", required=False, widget=_day_input())

    def offer(self, people: list[User], chosen: User | None, day: date | None, nobody: str) -> None:
        """Fill the choices in."""
        field = self.fields["assignee"]
        field.choices = [("", nobody), *((each.pk, str(each)) for each in people)]  # type: ignore[attr-defined]
        field.initial = chosen.pk if chosen else ""
        self.fields["due_date"].initial = day
        self._people = {each.pk: each for each in people}

    @property
    def chosen(self) -> User | None:
        """Who was chosen."""
        return self._people.get(self.cleaned_data["assignee"])


class StepForm(DeskForm):
    """One step: an opinion or a reason, which some steps demand."""

    comment = forms.CharField(
        label="", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, step: Transition) -> None:
        super().__init__(data, ids=step.name)
        field = self.fields["comment"]
        field.label, field.help_text = REASONS[step.name]
        field.required = step.needs_comment
        field.error_messages["required"] = f"{step.label}须写明理由。"


class ForwardForm(HandoverFields, StepForm):
    """A step that hands the article on to the next reviewer."""

    field_order = ("assignee", "due_date", "comment")


class HandoverForm(HandoverFields, DeskForm):
    """移交: to a colleague, with a word and, if need be, a day of its own."""

    comment = forms.CharField(
        label="交代（可不填）", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpinionForm(DeskForm):
    """An opinion on the whole, or on the passage that is quoted."""

    quote = forms.CharField(
        label="所指原文",
        required=False,
        help_text="对全篇提意见的不填；对某句话的，在正文里选中那句，或把那句抄在这里。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(label="意见", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ReplyForm(DeskForm):
    """An answer to an opinion."""

    text = forms.CharField(label="回复", required=False, widget=forms.Textarea(attrs={"rows": 2}))
