"""What happened to an issue's articles after it appeared, for the readers' templates."""

from typing import Any

from django import template

from issues import addresses, public
from issues.models import ContentsEntry, Issue
from issues.titles import quoted

register = template.Library()

register.filter(quoted)


@register.inclusion_tag("site/_corrections.html")
def corrections_of(entry: ContentsEntry) -> dict[str, Any]:
    """The corrections of one article. One query."""
    return {"corrections": public.corrections(entry.issue).filter(article=entry.article_id)}


@register.inclusion_tag("site/_corrections.html")
def corrections_in(issue: Issue) -> dict[str, Any]:
    """The corrections of an issue, with the articles' titles. One query."""
    return {"corrections": public.corrections(issue), "with_titles": True}


@register.simple_tag
def place_address(entry: ContentsEntry) -> str:
    """The address of an article without its title: where that is not shown."""
    return addresses.place(entry)
