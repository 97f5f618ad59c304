"""Which canaries readers may find where; everything else is a leak."""

import re
from collections.abc import Iterable

from tests.issues.public.walk import Answer
from tests.issues.public.world import FILLERS

CANARY = re.compile(r"zq([a-z]+)x([a-z]+?)q")
# An address, a label or a file name of an issue that readers have none of; 40 was withdrawn.
_UNSEEN_ISSUE = re.compile(r"2026(?:/|-|年第)(?:4[34567])\b")
_WITHDRAWN_ISSUE = re.compile(r"2026(?:/|-|年第)40\b")
_PUBLIC = {"public", "waiting", *FILLERS}
_ISSUE_PAGES = ("", "<year:year>/<count:number>/")
_OF_ALL_PERIODICALS = {"", "oai/", "sitemap.xml", "api/v1/periodicals"}


def leaks(answers: Iterable[Answer]) -> set[tuple[str, str, str]]:
    """(method, address, what must not be there) after ``World.hide``."""
    return {
        (answer.method, answer.address, word) for answer in answers for word in _words(answer)
    }  # fmt: skip


def _words(answer: Answer) -> Iterable[str]:
    for found in CANARY.finditer(answer.text):
        if not _may_be_seen(answer, *found.groups()):
            yield found.group()
    yield from _UNSEEN_ISSUE.findall(answer.text)
    # A harvester that had its records is told that they are gone, and nothing else of them.
    if not (answer.route == "oai/" and 'status="deleted"' in answer.text):
        yield from _WITHDRAWN_ISSUE.findall(answer.text)


def _may_be_seen(answer: Answer, place: str, part: str) -> bool:
    if part == "name":
        return place in {"jia", "yi"}
    is_second = re.search(r"[/-]yi[/.?]|/yi$|set=yi", answer.address) is not None
    if place == "abroad":
        return is_second or answer.route in _OF_ALL_PERIODICALS
    if place in _PUBLIC:
        return not is_second
    if place == "shown":
        on_issue_page = answer.route in _ISSUE_PAGES and part == "title"
        return on_issue_page or (answer.status == 410 and part in {"title", "takedown"})
    if place in {"nameless", "withheld"}:
        # The issue is public; print and, unless it is withheld, PDF have the article.
        return part == "colophon" or (place, part) == ("nameless", "pdf")
    return False
