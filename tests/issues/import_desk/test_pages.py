"""The pages of 整期导入 without script: upload, cut, import, register."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.duplicates.index import is_comparable
from articles.models import Article
from articles.workflow import Status
from issues.import_desk import drafts, forms
from issues.models import ImportDraft, Issue
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.import_desk.conftest import NAME
from tests.issues.import_desk.test_drafts import place_of
from tests.issues.importing.made_up import ARCHIVES, issue, one_article

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/issues/issue/import/"


def upload(client: Client, data: bytes, name: str = NAME) -> str:
    """Upload a file. Returns: the page that comes, or the one it leads to."""
    answer = client.post(UPLOAD, {"file": SimpleUploadedFile(name, data), "text": ""}, follow=True)
    return answer.content.decode()


def page(client: Client, draft: ImportDraft) -> str:
    return client.get(reverse("admin:issues_issue_import_review", args=[draft.pk])).content.decode()


def post(client: Client, draft: ImportDraft, **fields: object) -> str:
    address = reverse("admin:issues_issue_import_review", args=[draft.pk])
    return client.post(address, fields, follow=True).content.decode()


def test_the_list_of_issues_leads_here(office: Client, cast: Cast) -> None:
    assert f'href="{UPLOAD}"' in office.get("/admin/issues/issue/").content.decode()
    office.force_login(cast.editor)
    assert f'href="{UPLOAD}"' not in office.get("/admin/issues/issue/").content.decode()
    assert office.get(UPLOAD).status_code == 403


def test_an_upload_leads_to_its_lines(office: Client) -> None:
    content = upload(office, issue().encode())
    assert ARCHIVES.title in content
    assert content.count('name="line"') == len(ImportDraft.objects.get().letters)
    assert "一字不漏" in content


def test_pasted_text_is_read_and_kept_when_it_is_refused(office: Client) -> None:
    answer = office.post(UPLOAD, {"text": issue()}, follow=True)
    assert ARCHIVES.title in answer.content.decode()
    answer = office.post(UPLOAD, {"text": "有一个空字节\0的文字"})
    assert "有一个空字节" in answer.content.decode()
    assert ImportDraft.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "空"),
        (b"%PDF-1.7\n", "这个 PDF 已损坏"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "旧版 Word"),
        (b"PK\x03\x04 broken", "已损坏"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(data: bytes, sentence: str, office: Client) -> None:
    assert sentence in upload(office, data)
    assert not ImportDraft.objects.exists()


def test_a_file_too_large_is_refused(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MAX_BYTES", 10)
    assert forms.TOO_LARGE in upload(office, issue().encode())


def test_lines_are_ticked_or_named_and_become_something(office: Client, draft: ImportDraft) -> None:
    at = place_of(draft, ARCHIVES.title)
    post(office, draft, line=[at], become="p")
    draft.refresh_from_db()
    assert draft.letters[at] == "p"
    post(office, draft, undo="1")
    draft.refresh_from_db()
    assert draft.letters[at] == "t"
    post(office, draft, numbers="1-3, 5", become="x")
    draft.refresh_from_db()
    assert draft.letters[0] == "x"
    assert "请先选定要改的行" in post(office, draft, become="x")
    assert "没有认出来" in post(office, draft, become="z", line=[at])


def test_the_number_is_corrected_and_wrong_input_said(office: Client, draft: ImportDraft) -> None:
    fields = {"imprint": "1", "periodical": draft.periodical_id, "year": 2031, "number": 6, "issue_date": ""}
    post(office, draft, **fields)
    draft.refresh_from_db()
    assert (draft.number, draft.whole_number) == (6, None)
    content = post(office, draft, **(fields | {"issue_date": "31 June"}))
    assert "import-wrong" in content


def test_what_hinders_is_shown_and_closes_the_button(
    office: Client, draft: ImportDraft, make_issue: Callable[..., Issue]
) -> None:
    assert "已经存在" not in page(office, draft)
    make_issue(2031, 5)
    content = page(office, draft)
    assert "已经存在" in content
    assert 'form="import-take" disabled' in content


def test_importing_and_registering(office: Client, draft: ImportDraft) -> None:
    content = post(office, draft, **{"import": "1"})
    made = Issue.objects.get()
    assert f"已导入{made}" in content
    assert "据印本登记4篇" in content
    done = reverse("admin:issues_issue_import_done", args=[draft.pk])
    content = office.post(done, follow=True).content.decode()
    assert "已据印本登记4篇" in content
    assert reverse("admin:issues_issue_publish", args=[made.pk]) in content
    assert {entry.article.status for entry in made.entries.all()} == {Status.SIGNED_OFF}
    # The review is over; its address leads to what came of it.
    review = office.get(reverse("admin:issues_issue_import_review", args=[draft.pk]))
    assert review["Location"] == done


def test_articles_that_came_before_are_named_with_a_link(
    office: Client, begin: Callable[..., ImportDraft], periodical: Periodical, cast: Cast
) -> None:
    text = one_article(
        "办公室里的绿萝长得很好，浇水的人每天都来，叶子黄了就剪掉，太阳大的时候搬到屋里来，过冬不怕。"
    )
    draft = drafts.correct(begin(text), {"periodical": periodical}, actor=cast.responsible_editor)
    assert "可能已经来过" not in page(office, draft)
    content = post(office, draft, **{"import": "1"})
    assert "可能已经来过" not in content, "an issue is no older one of itself"
    june = {"periodical": periodical, "number": 6}
    again = drafts.correct(begin(text), june, actor=cast.responsible_editor)
    content = page(office, again)
    known = [each for each in Article.objects.all() if is_comparable(each.plain_text)]
    assert known
    assert f"可能已经来过{len(known)}篇" in content
    for each in known:
        assert reverse("admin:articles_article_change", args=[each.pk]) in content
    assert str(Issue.objects.get()) in content
    assert f"可能已经来过{len(known)}篇" in post(office, again, **{"import": "1"})


def test_another_persons_draft_is_not_there(client: Client, draft: ImportDraft, cast: Cast) -> None:
    client.force_login(cast.superuser)
    for name in ("review", "done"):
        address = reverse(f"admin:issues_issue_import_{name}", args=[draft.pk])
        assert client.get(address).status_code == 404
    step = reverse("admin:issues_issue_import_step", args=[draft.pk])
    assert client.post(step, {"become": "x", "places": "0"}).status_code == 404


def test_a_step_of_the_script_answers_with_all_letters(office: Client, draft: ImportDraft) -> None:
    address = reverse("admin:issues_issue_import_step", args=[draft.pk])
    answer = office.post(address, {"become": "x", "places": "0-1"})
    assert answer.json()["letters"][:2] == "xx"
    assert set(answer.json()["parts"]) == {"outline", "account", "hindrances"}
    refused = office.post(address, {"shift": "-1", "places": "0"})
    assert (refused.status_code, "尽头" in refused.json()["refusal"]) == (409, True)
    assert office.get(address).status_code == 405


def test_a_page_of_three_thousand_lines_takes_few_queries(
    office: Client, begin: Callable[..., ImportDraft], django_assert_max_num_queries: Callable[..., object]
) -> None:
    text = issue() + "\n" + "\n".join(f"第{n}句话说的是同一件小事。" for n in range(3000))
    draft = begin(text)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        content = page(office, draft)
    assert content.count('name="line"') > 3000


def test_unfinished_ones_are_listed_and_thrown_away(office: Client, draft: ImportDraft) -> None:
    address = reverse("admin:issues_issue_import_review", args=[draft.pk])
    assert address in office.get(UPLOAD).content.decode()
    post(office, draft, discard="1")
    assert address not in office.get(UPLOAD).content.decode()
