"""The forms of the staff side for articles and sections."""

from typing import Any

from django import forms

from articles.filters import section_choices
from articles.models import Article, Section
from articles.services import section_slug

TITLES = ("section", "kicker", "title", "subtitle", "byline")
SOURCE = ("source", "source_date", "source_url", "original_title")


class AddressField(forms.URLField):
    """A web address; one typed without a scheme is taken for https, as Django 6 will take it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class ArticleForm(forms.ModelForm):
    """An article's text. What the service refuses comes back as an error above all that was typed."""

    # Set by the admin when the service refused the save (see RefusalAdmin).
    refusal: str | None = None
    # What to say above a text that is shown without having been asked to be saved.
    notice: str | None = None

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput, label="打开时的版次")

    class Meta:
        model = Article
        fields = (*TITLES, "body", *SOURCE)
        field_classes = {"source_url": AddressField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version
        if section := self.fields.get("section"):
            section.choices = [("", "请选择栏目"), *section_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """Show why the service refused, beside what was typed."""
        cleaned = super().clean()
        if self.notice:
            raise forms.ValidationError(self.notice)
        if self.refusal:
            raise forms.ValidationError(f"{self.refusal}您输入的内容都还在下面，没有丢失。")
        return cleaned


class SectionForm(forms.ModelForm):
    """A section; its slug is made of its name's pinyin when none is given."""

    class Meta:
        model = Section
        fields = ("periodical", "name", "slug", "usual_position")

    def clean(self) -> dict[str, Any]:
        """Fill the slug in before the constraints are checked."""
        cleaned = super().clean() or {}
        periodical = cleaned.get("periodical")
        if not cleaned.get("slug") and "slug" not in self.errors and periodical and cleaned.get("name"):
            cleaned["slug"] = section_slug(periodical, cleaned["name"])
        return cleaned
