"""The pages between planning and the press: what they say in each state, and who sees their buttons."""

import hashlib
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from accounts.models import User
from articles.models import Article
from issues.models import Build, Issue, IssueStatus, PressFile, Proof, Recall, Release
from issues.press.preflight import record
from issues.typesetting.inspection import Flaw, FlawKind
from issues.typesetting.manuscript import document_of
from periodicals.models import Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(
    periodical: Periodical, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> Issue:
    periodical.print_permit_number = "（测）内资准字第0001号"
    periodical.page_budget = 2
    periodical.save()
    return make_issue(
        2026, 3, whole_number=88, articles=[make_article("甲文", signed_off=True)], printer="测试印刷厂",
        print_date=date(2026, 3, 10), print_run=500, recipients="会员单位", copy_deadline=date(2026, 2, 1),
        review_deadline=date(2026, 2, 8), sign_off_deadline=date(2026, 2, 15),
        press_deadline=date(2026, 3, 1),
    )  # fmt: skip


@pytest.fixture
def chief(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


def _measure(issue: Issue, cast: Cast, *flaws: Flaw) -> None:
    record(issue, document=document_of(issue), flaws=flaws, pages=2, actor=cast.editor)


def _release(issue: Issue, cast: Cast) -> Release:
    release = Release.objects.create(issue=issue, number=1, pages=2, released_by=cast.responsible_editor)
    Issue.objects.filter(pk=issue.pk).update(status=IssueStatus.AT_PRESS)
    return release


def _text(client: Client, issue: Issue, page: str) -> str:
    return " ".join(client.get(f"/admin/issues/issue/{issue.pk}/{page}/").content.decode().split())


def test_preflight_before_the_pages_were_looked_at(chief: Client, issue: Issue) -> None:
    text = _text(chief, issue, "preflight")
    assert "版面还没有看过" in text
    assert f'action="/admin/issues/issue/{issue.pk}/build/preflight/"' in text
    assert f'href="/admin/issues/issue/{issue.pk}/release/"' not in text


def test_preflight_that_holds_leads_to_the_press(chief: Client, issue: Issue, cast: Cast) -> None:
    _measure(issue, cast)
    text = _text(chief, issue, "preflight")
    assert "检查都通过了" in text
    assert f'href="/admin/issues/issue/{issue.pk}/release/"' in text
    assert "甲编辑于" in text
    Issue.objects.update(printer="另一家")
    assert "稿件、目录或版式有改动" in _text(chief, issue, "preflight")


def test_every_finding_says_what_to_do_and_where(chief: Client, issue: Issue, cast: Cast) -> None:
    entry = issue.entries.get()
    _measure(issue, cast, Flaw(FlawKind.WIDE_TABLE, entry.pk, 1, 1, amount=40.0))
    text = _text(chief, issue, "preflight")
    assert "不能付印" in text
    assert "《甲文》第1页第1栏的表格比版面宽40磅" in text
    assert "减少列数" in text
    assert f'href="/admin/articles/article/{entry.article_id}/change/"' in text
    assert "印前检查通过之后" in _text(chief, issue, "release")


def test_an_empty_issue_has_nothing_to_look_at(chief: Client, issue: Issue) -> None:
    issue.entries.all().delete()
    text = _text(chief, issue, "preflight")
    assert "目录还是空的" in text
    assert "build/preflight" not in text


def test_the_press_page_says_what_will_happen(chief: Client, issue: Issue, cast: Cast) -> None:
    _measure(issue, cast)
    text = _text(chief, issue, "release")
    assert "1篇，都已终审签发；共2页" in text
    assert f'action="/admin/issues/issue/{issue.pk}/build/press/"' in text
    assert 'name="reason"' not in text


def test_the_press_page_says_whether_a_letter_reaches_the_print_office(
    chief: Client, issue: Issue, cast: Cast
) -> None:
    _measure(issue, cast)
    User.objects.update(email="")
    assert "没有人登记邮箱，请打电话告知" in _text(chief, issue, "release")
    User.objects.filter(pk=cast.print_office.pk).update(email="print@example.org")
    assert "印务收到邮件" in _text(chief, issue, "release")


def test_the_second_time_it_asks_for_the_reason(chief: Client, issue: Issue, cast: Cast) -> None:
    release = _release(issue, cast)
    Recall.objects.create(release=release, reason="第1页数字有误", recalled_by=cast.responsible_editor)
    Issue.objects.update(status=IssueStatus.PLANNING)
    _measure(issue, cast)
    text = _text(chief, issue, "release")
    assert "第2次付印" in text
    assert "第1页数字有误</textarea>" in text
    address = f"/admin/issues/issue/{issue.pk}/build/press/"
    response = chief.post(address, {"reason": " "}, follow=True)
    assert "第2次付印，须写明更正的理由" in response.content.decode()
    chief.post(address, {"reason": "更正数字"})
    assert Build.objects.get().parameters == {"reason": "更正数字"}


def test_pressing_the_button_twice_joins_the_first(chief: Client, issue: Issue, cast: Cast) -> None:
    _measure(issue, cast)
    address = f"/admin/issues/issue/{issue.pk}/build/press/"
    assert chief.post(address)["Location"] == chief.post(address)["Location"]
    assert Build.objects.get().kind == "press"


def test_at_press_it_can_only_be_recalled_with_a_reason(chief: Client, issue: Issue, cast: Cast) -> None:
    _release(issue, cast)
    assert "目录、版权页、版式和文字都已锁定" in _text(chief, issue, "release")
    form = _text(chief, issue, "change")
    assert f'href="/admin/issues/issue/{issue.pk}/recall/"' in form
    assert "要改动，请先撤回付印" in form
    assert "要改动，请先撤回付印" in _text(chief, issue, "planning")
    address = f"/admin/issues/issue/{issue.pk}/recall/"
    assert "撤回付印须写明理由" in chief.post(address, {"comment": " "}).content.decode()
    response = chief.post(address, {"comment": "第1页有误"}, follow=True)
    assert "可以更正" in response.content.decode()
    issue.refresh_from_db()
    assert (issue.status, Recall.objects.get().reason) == (IssueStatus.PLANNING, "第1页有误")
    assert "还没有付印，不必撤回" in chief.post(address, {"comment": "再来"}).content.decode()


def test_who_may_not_press_sees_no_way_to_it(client: Client, issue: Issue, cast: Cast) -> None:
    _measure(issue, cast)
    for user in (cast.editor, cast.final_reviewer, cast.administrator):
        client.force_login(user)
        assert client.get(f"/admin/issues/issue/{issue.pk}/release/").status_code == 403
        assert client.post(f"/admin/issues/issue/{issue.pk}/recall/").status_code == 403
        assert client.post(f"/admin/issues/issue/{issue.pk}/build/press/").status_code == 403
        assert f"issue/{issue.pk}/release/" not in _text(client, issue, "preflight")
    client.force_login(cast.print_office)
    for page in ("preflight", "proofs", "release", "recall", "proofs/compare"):
        assert client.get(f"/admin/issues/issue/{issue.pk}/{page}/").status_code == 403


# -- 校样 -----------------------------------------------------------------------------------------------


def _proof(issue: Issue, cast: Cast, round_: int, text: str) -> Proof:
    data = f"%PDF-1.7 {round_}".encode()
    lines = [[1, 1, 1, "甲文"], [1, 1, 3, text]]
    proof = Proof(
        issue=issue, round=round_, run=1, pages=2, sha256=hashlib.sha256(data).hexdigest(),
        made_by=cast.editor,
        parts=[{"article": issue.entries.get().article_id, "title": "甲文", "lines": lines}],
    )  # fmt: skip
    proof.file.save("p.pdf", ContentFile(data))
    return proof


def test_the_first_proof_is_offered(chief: Client, issue: Issue) -> None:
    text = _text(chief, issue, "proofs")
    assert "出一份一校" in text
    assert re.search(r'name="round" value="1"[^>]* checked', text)
    assert f'action="/admin/issues/issue/{issue.pk}/build/proof/"' in text


def test_proofs_are_listed_opened_and_compared(chief: Client, issue: Issue, cast: Cast) -> None:
    old, new = _proof(issue, cast, 1, "正文的第一句。"), _proof(issue, cast, 2, "正文的头一句。")
    text = _text(chief, issue, "proofs")
    assert text.index("二校") < text.rindex("与一校对照")
    response = chief.get(f"/admin/issues/issue/{issue.pk}/proofs/{old.pk}/?download")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 1"  # type: ignore[attr-defined]
    assert "attachment" in response["Content-Disposition"]
    compared = chief.get(f"/admin/issues/issue/{issue.pk}/proofs/compare/?new={new.pk}&old={old.pk}")
    assert "改动1处" in compared.content.decode()
    assert compared.content.decode().count("第1页第3行") == 2
    # In the order in which they were made, whichever is named first.
    turned = chief.get(f"/admin/issues/issue/{issue.pk}/proofs/compare/?new={old.pk}&old={new.pk}")
    assert (turned.context["old"], turned.context["new"]) == (old, new)


def test_a_comparison_needs_two(chief: Client, issue: Issue, cast: Cast) -> None:
    proof = _proof(issue, cast, 1, "正文。")
    response = chief.get(f"/admin/issues/issue/{issue.pk}/proofs/compare/?new={proof.pk}", follow=True)
    assert "比较要有两份不同的校样" in response.content.decode()
    for query in ("", "?new=x", "?new=999999"):
        assert chief.get(f"/admin/issues/issue/{issue.pk}/proofs/compare/{query}").status_code == 404


def test_a_proof_of_another_issue_is_not_found(
    chief: Client, issue: Issue, make_issue: Callable[..., Issue], cast: Cast
) -> None:
    proof = _proof(issue, cast, 1, "正文。")
    other = make_issue(2026, 9)
    assert chief.get(f"/admin/issues/issue/{other.pk}/proofs/{proof.pk}/").status_code == 404


def test_whoever_only_watches_can_look_but_not_pull(client: Client, issue: Issue, cast: Cast) -> None:
    _proof(issue, cast, 1, "正文。")
    client.force_login(cast.administrator)
    text = _text(client, issue, "proofs")
    assert "一校" in text
    assert "build/proof" not in text


def test_files_of_a_release_stand_on_the_issue_s_page(chief: Client, issue: Issue, cast: Cast) -> None:
    release = _release(issue, cast)
    file = PressFile(
        issue=issue, release=release, variant="press", sha256="0" * 64, pages=2,
        created_by=cast.responsible_editor,
    )  # fmt: skip
    file.file.save("a.pdf", ContentFile(b"%PDF-1.7"))
    assert "第1次付印，印刷用，2 页" in _text(chief, issue, "change")
