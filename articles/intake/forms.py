"""What was read of one file, as a form that a person corrects."""

from typing import Any

from django import forms

from articles.filters import section_choices
from articles.intake.services import TEXT_FIELDS
from articles.submissions import Submission


class SubmissionForm(forms.ModelForm):
    """Its fields carry the key of the 来稿 in their names, so that many stand on one page."""

    class Meta:
        model = Submission
        fields = TEXT_FIELDS
        widgets = {"source_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, choices: list[Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"prefix": prefix_of(kwargs["instance"]), "label_suffix": "", **kwargs})
        choices = section_choices() if choices is None else choices
        self.fields["section"].choices = [("", "请选择栏目"), *choices]  # type: ignore[attr-defined]


def prefix_of(submission: Submission) -> str:
    """What the names of its fields begin with."""
    return f"s{submission.pk}"
