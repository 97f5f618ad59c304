"""Everything that a person reads in the admin is Chinese."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.roles import Role
from articles.models import Article
from issues.models import Issue
from tests.conftest import Cast

# Names that Chinese offices write so themselves, and the sign-in names of the cast.
ALLOWED = {
    "PDF",
    "Word",
    "ISSN",
    "CN",
    "TH",
    "Ctrl",
    "root",
    "admin",
    "editor",
    "import",
    "issue",
    "ceshi",
    "URL",
    "Email",
    "proof",
    "final",
    "responsible",
    "print",
    "outsider",
    "yao",
    "wen",
}
READ_ATTRIBUTES = ("title", "placeholder", "aria-label", "alt")


class _Reader(HTMLParser):
    """Collects what a person reads of a page, in attributes too."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._hidden += tag in ("script", "style", "textarea")
        self.found += [values[name] or "" for name in READ_ATTRIBUTES if name in values]
        if tag == "input" and values.get("type") in ("submit", "button"):
            self.found.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "textarea")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def _english(text: str) -> set[str]:
    reader = _Reader()
    reader.feed(text)
    return set(re.findall(r"[A-Za-z]{2,}", " ".join(reader.found))) - ALLOWED


@pytest.fixture
def boss(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superuser)
    return client


@pytest.fixture
def pages(make_article: Callable[..., Article], make_issue: Callable[..., Issue]) -> list[str]:
    draft, signed = make_article("甲题"), make_article("乙题", signed_off=True)
    issue = make_issue(articles=[draft, signed])
    section, periodical = draft.section, issue.periodical
    role = Group.objects.get(name=Role.EDITOR.value)
    base = "/admin/"
    return [
        base,
        *(base + name for name in (
            "articles/article/", "articles/article/add/", f"articles/article/{draft.pk}/change/",
            f"articles/article/{signed.pk}/change/", f"articles/article/{draft.pk}/delete/",
            f"articles/article/{draft.pk}/history/", "articles/section/", "articles/section/add/",
            f"articles/section/{section.pk}/delete/", "issues/issue/", "issues/issue/add/",
            f"issues/issue/{issue.pk}/change/", f"issues/issue/{issue.pk}/publish/",
            "periodicals/periodical/", "periodicals/periodical/add/",
            f"periodicals/periodical/{periodical.pk}/change/", "periodicals/layout/",
            "periodicals/layout/add/", "accounts/user/", "accounts/user/add/", "auth/group/",
            f"auth/group/{role.pk}/change/", f"accounts/user/{draft.created_by_id}/change/",
            f"accounts/user/{draft.created_by_id}/password/",
            "password_change/", "overview/", "press-files/", "preferences/",
        )),
    ]  # fmt: skip


def test_every_page_reads_chinese(boss: Client, pages: list[str]) -> None:
    english = {}
    for address in pages:
        response = boss.get(address)
        assert response.status_code == 200, address
        if found := _english(response.content.decode()):
            english[address] = found
    assert english == {}


def test_every_error_of_a_form_reads_chinese(boss: Client, pages: list[str]) -> None:
    forms = [page for page in pages if page.endswith(("/add/", "password_change/"))]
    nonsense = {
        "title": "x" * 300, "source_url": "x", "source_date": "x", "year": "x", "number": "-1",
        "issue_date": "2026-13-45", "slug": "Ä", "name": "", "password1": "1", "password2": "2",
        "username": "?", "email": "x", "section": "99", "characters_per_line": "999",
        "font_size_pt": "x", "new_password1": "1", "new_password2": "1",
    }  # fmt: skip
    english = {}
    for address in forms:
        response = boss.post(address, nonsense)
        assert response.status_code == 200, address
        if found := _english(response.content.decode()):
            english[address] = found
    assert english == {}
