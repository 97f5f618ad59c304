"""A version of an article as the comparison takes it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from articles.richtext import clean

# Fields beside the body, in the order in which a page shows them: name, label.
FIELDS = (
    ("section", "栏目"), ("kicker", "引题"), ("title", "标题"), ("subtitle", "副题"), ("byline", "作者"),
    ("source", "来源"), ("source_date", "来源日期"), ("source_url", "原文网址"), ("original_title", "原题"),
)  # fmt: skip
# These change as a whole: half a date or half an address says nothing.
WHOLE_FIELDS = frozenset({"section", "source_date", "source_url"})


@dataclass(frozen=True)
class VersionText:
    """All that a reader reads of one version; every value is text, empty where there is none.

    ``body`` is cleaned editor HTML, ``source_date`` as 2024年8月9日, ``section`` the section's name.
    """

    title: str = ""
    body: str = ""
    section: str = ""
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    source: str = ""
    source_date: str = ""
    source_url: str = ""
    original_title: str = ""

    @classmethod
    def of(cls, record: Any) -> "VersionText":
        """The text of an article or of one of its historical records (django-simple-history).

        Also of an article that was filled from a form and not saved: its body is cleaned here. Takes a
        query for the section, unless it was fetched with the record.
        """
        day = record.source_date
        return cls(
            title=record.title,
            body=clean(record.body or ""),
            section=_section_name(record),
            kicker=record.kicker,
            subtitle=record.subtitle,
            byline=record.byline,
            source=record.source,
            source_date=f"{day.year}年{day.month}月{day.day}日" if day else "",
            source_url=record.source_url,
            original_title=record.original_title,
        )


def _section_name(record: Any) -> str:
    """The name of its section; empty for an old version whose section exists no more."""
    try:
        return str(record.section.name) if record.section_id else ""
    except ObjectDoesNotExist:
        return ""
