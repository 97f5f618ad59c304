"""校对词表 and 校对规则 in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.houserules import SwitchedOffRule, WordEntry
from periodicals.models import Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

BASE = "/admin/articles/wordentry/"


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


def _upload(office: Client, text: str) -> str:
    file = SimpleUploadedFile("words.csv", text.encode(), "text/csv")
    answer = office.post(f"{BASE}import/", {"purpose": "positions", "file": file}, follow=True)
    return answer.content.decode()


def test_a_list_goes_out_and_comes_back(office: Client) -> None:
    out = office.get(f"{BASE}export/", {"purpose": "errors"})
    assert out["Content-Disposition"].startswith("attachment")
    file = SimpleUploadedFile("errors.csv", out.content, "text/csv")
    page = office.post(f"{BASE}import/", {"purpose": "errors", "file": file}, follow=True).content.decode()
    assert "常见错误：新增0条，更新0条。" in page


def test_words_come_in(office: Client) -> None:
    assert "姓名与职务：新增1条" in _upload(office, "词,应为,例外,说明\n林知远,东山协会会长,,\n")
    assert WordEntry.objects.get(purpose="positions").word == "林知远"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("甲,乙\n", "第 1 行应为表头"), ("词,应为,例外,说明\n,乙,,\n", "第 2 行没有填"), ("", "空")],
)
def test_a_wrong_file_is_refused_in_a_sentence(text: str, sentence: str, office: Client) -> None:
    assert sentence in _upload(office, text)
    assert not WordEntry.objects.filter(purpose="positions").exists()


def test_an_entry_is_checked(office: Client) -> None:
    data = {
        "purpose": "errors",
        "word": "惟一",
        "instead": "唯一",
        "unless": "",
        "note": "",
        "periodical": "",
    }
    assert "这个词表里已有这个词。" in office.post(f"{BASE}add/", data).content.decode()
    same = office.post(f"{BASE}add/", data | {"word": "甲", "instead": "甲"}).content.decode()
    assert "与“应为”相同" in same
    assert office.post(f"{BASE}add/", data | {"word": "甲某某"}).status_code == 302


def test_rules_are_switched_and_explained(office: Client, periodical: Periodical) -> None:
    page = office.get(f"{BASE}rules/").content.decode()
    assert "GB/T 15834" in page
    office.post(f"{BASE}rules/", {"periodical": periodical.pk, "rule": ["half-width-mark"]})
    assert not SwitchedOffRule.objects.filter(rule="half-width-mark").exists()
    assert SwitchedOffRule.objects.filter(rule="dash", periodical=periodical).exists()


def test_only_who_keeps_the_lists(client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    for below in ("", "import/", "export/?purpose=errors", "rules/"):
        assert client.get(f"{BASE}{below}").status_code == 403


def test_without_any_periodical_the_rules_say_so(office: Client) -> None:
    assert "还没有刊物" in office.get(f"{BASE}rules/").content.decode()
