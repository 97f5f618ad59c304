"""The staff's pages: setting a time, taking down, correcting; who sees them and what they say."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from articles.models import Article
from issues.appointments import ahead, refuse, set_time
from issues.corrections import propose
from issues.mail.rounds import send_due
from issues.models import ContentsEntry, Correction, CorrectionState, Issue, IssueStatus
from issues.takedowns import standing, take_down
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def _text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def planner(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


def test_a_time_is_set_shown_changed_and_cancelled(planner: Client, released: Issue) -> None:
    page = f"/admin/issues/issue/{released.pk}/timing/"
    text = _text(planner.get(page))
    assert 'value="09:00"' in text
    assert "排版服务现在没有运行" in text
    assert "未付印先发布的原因" not in text
    day = localtime().date() + timedelta(days=3)
    answer = planner.post(page, {"day": day.isoformat(), "hour": "08:30"}, follow=True)
    said = f"定于{day.year}年{day.month}月{day.day}日8:30发布"
    assert f"{said}，到时自动办" in _text(answer)
    for address in (
        f"/admin/issues/issue/{released.pk}/change/",
        f"/admin/issues/issue/{released.pk}/planning/",
    ):
        assert f"{said}，由丁责编设定。" in _text(planner.get(address))
    assert said in _text(planner.get("/admin/"))
    assert "改到这个时间" in _text(planner.get(page))
    answer = planner.post(f"{page}cancel/", follow=True)
    assert "定时发布已取消" in _text(answer)
    assert "取消定时发布" in _text(answer)
    assert ahead(released) is None
    assert "没有定下发布的时间" in _text(planner.post(f"{page}cancel/", follow=True))


@pytest.mark.parametrize(
    ("day", "hour", "said"),
    [("", "", "请填发布的日期"), ("昨天", "9点", "没有认出来"), ("2020-01-01", "09:00", "已经过去了")],
)
def test_a_time_that_makes_no_sense_comes_back(
    planner: Client, released: Issue, day: str, hour: str, said: str
) -> None:
    text = _text(planner.post(f"/admin/issues/issue/{released.pk}/timing/", {"day": day, "hour": hour}))
    assert said in text
    assert ahead(released) is None


def test_an_issue_that_did_not_go_to_press_asks_why(planner: Client, planned: Issue) -> None:
    page = f"/admin/issues/issue/{planned.pk}/timing/"
    day = (localtime().date() + timedelta(days=3)).isoformat()
    text = _text(planner.post(page, {"day": day, "hour": "09:00", "reason": ""}))
    assert "未付印先发布，须写明原因。" in text
    planner.post(page, {"day": day, "hour": "09:00", "reason": "纸本晚一周"})
    assert getattr(ahead(planned), "reason", None) == "纸本晚一周"


def test_what_did_not_appear_is_said_everywhere_and_mailed_once(
    planner: Client, released: Issue, cast: Cast
) -> None:
    cast.responsible_editor.email = "responsible@example.org"
    cast.responsible_editor.save()
    time = set_time(released, timezone.now() + timedelta(days=1), actor=cast.responsible_editor)
    refuse(time, "《乙文》尚在“草稿”，未经终审签发，不能发布。")
    text = _text(planner.get(f"/admin/issues/issue/{released.pk}/change/"))
    assert "到时没有发布：《乙文》尚在“草稿”" in text
    assert "系统 <b>到时没有发布" in text
    assert "到时没有发布，原因见期次页" in _text(planner.get("/admin/"))
    for _ in range(2):
        send_due(timezone.localtime().replace(hour=3))
    (letter,) = mail.outbox
    assert letter.to == ["responsible@example.org"]
    assert letter.subject == "没有发布：《测试通讯》2026年第3期"
    assert "原因：《乙文》尚在“草稿”" in str(letter.body)


def test_taking_down_and_putting_back(planner: Client, article: Article) -> None:
    page = f"/admin/articles/article/{article.pk}"
    assert "PDF 里仍有这篇文章" in _text(planner.get(f"{page}/takedown/"))
    assert "给读者的说明须写明" in _text(planner.post(f"{page}/takedown/", {"reason": "有误"}))
    data = {"reason": "来信指出有误", "note": "本文待核实。", "pdf_withheld": "on"}
    text = _text(planner.post(f"{page}/takedown/", data, follow=True))
    assert "已撤下，读者看到的是您写的说明" in text
    assert "撤下，同时停止提供 PDF</b>：来信指出有误" in text
    assert f'href="/admin/articles/article/{article.pk}/put-back/"' in text
    taken = standing(article)
    assert taken is not None
    assert (taken.title_hidden, taken.pdf_withheld) == (False, True)
    assert "本文待核实。" in _text(planner.get(f"/admin/issues/issue/{taken.issue_id}/published/"))
    assert "本期 PDF 重新提供下载" in _text(planner.get(f"{page}/put-back/"))
    assert "已恢复" in _text(planner.post(f"{page}/put-back/", {"reason": "已核实"}, follow=True))
    assert standing(article) is None
    assert "没有撤下" in _text(planner.get(f"{page}/put-back/"))


def test_a_correction_is_proposed_and_confirmed(client: Client, article: Article, cast: Cast) -> None:
    page = f"/admin/articles/article/{article.pk}/corrections/"
    client.force_login(cast.editor)
    data = {"field": "body", "passage": "没有的字", "replacement": "别的"}
    assert "没有找到“没有的字”" in _text(client.post(page, data))
    answer = client.post(page, {"field": "body", "passage": "正文", "replacement": "<文字>"}, follow=True)
    assert "等终审确认" in _text(answer)
    correction = Correction.objects.get()
    own = f"{page}{correction.pk}/"
    text = _text(client.get(own))
    assert "撤回更正" in text
    assert "确认更正" not in text
    assert "确认更正" not in _text(client.post(own, {"confirm": "1", "seen_version": "1"}))
    assert "提出更正，等您确认" not in _text(client.get("/admin/"))
    client.force_login(cast.final_reviewer)
    assert "提出更正，等您确认" in _text(client.get("/admin/"))
    text = _text(client.get(own))
    assert "<del>正文</del><ins>&lt;文字&gt;</ins>" in text
    assert "第一段“正文”应为“&lt;文字&gt;”。" in text
    text = _text(client.post(own, {"confirm": "1", "seen_version": "1"}, follow=True))
    assert "已更正，读者现在就能看到" in text
    article.refresh_from_db()
    assert article.body == "<p>乙文的&lt;文字&gt;。</p>"
    assert "确认更正" in _text(client.get(f"/admin/articles/article/{article.pk}/change/"))


def test_a_correction_is_declined_with_a_reason(client: Client, article: Article, cast: Cast) -> None:
    correction = propose(article, actor=cast.editor, field="body", passage="正文", replacement="文字")
    own = f"/admin/articles/article/{article.pk}/corrections/{correction.pk}/"
    client.force_login(cast.final_reviewer)
    assert "不更正须写明理由" in _text(client.post(own, {"decline": "1"}))
    assert "没有认出按了哪个按钮" in _text(client.post(own, {}))
    text = _text(client.post(own, {"decline": "1", "comment": "原文无误"}, follow=True))
    assert "决定不更正：原文无误" in text
    correction.refresh_from_db()
    assert correction.state == CorrectionState.DECLINED


def test_the_pages_are_for_whom_they_concern(
    client: Client, published: Issue, article: Article, cast: Cast
) -> None:
    page, issue = f"/admin/articles/article/{article.pk}", f"/admin/issues/issue/{published.pk}"
    for user in (cast.editor, cast.final_reviewer):
        client.force_login(user)
        for address in (f"{page}/takedown/", f"{page}/put-back/", f"{issue}/timing/"):
            assert client.get(address).status_code == 403
        assert client.post(f"{issue}/timing/cancel/").status_code == 403
        assert client.get(f"{page}/corrections/").status_code == 200
    client.force_login(cast.administrator)
    assert "您可以查看更正，不能提出" in _text(client.get(f"{page}/corrections/"))
    assert client.post(f"{page}/corrections/", {"note": "说明"}).status_code == 403
    client.force_login(cast.print_office)
    for address in (f"{page}/corrections/", f"{issue}/published/", f"{issue}/preview/site/"):
        assert client.get(address).status_code in (403, 404)


def test_what_has_not_appeared_says_so(planner: Client, planned: Issue) -> None:
    article = Article.objects.get(title="乙文")
    page = f"/admin/articles/article/{article.pk}"
    assert "还没有发布" in _text(planner.get(f"{page}/corrections/"))
    assert "还没有发布" in _text(planner.get(f"/admin/issues/issue/{planned.pk}/published/"))
    data = {"reason": "有误", "note": "待核实"}
    assert "还没有发布，不用撤下" in _text(planner.post(f"{page}/takedown/", data))
    assert "还没有发布" in _text(planner.post(f"{page}/corrections/", {"note": "说明"}))


def test_a_page_with_nothing_to_do_says_so_and_leads_back(
    planner: Client, published: Issue, article: Article, cast: Cast
) -> None:
    page = f"/admin/articles/article/{article.pk}/takedown/"
    assert "撤下本文" in _text(planner.get(page))
    take_down(article, actor=cast.superuser, reason="有误", note="待核实")
    text = _text(planner.get(page))
    assert "撤下了本文" in text
    assert "撤下本文" not in text
    assert f"/admin/articles/article/{article.pk}/put-back/" in text
    text = _text(planner.get(f"/admin/issues/issue/{published.pk}/timing/"))
    assert "返回期次" in text
    assert "定在这个时间" not in text


def test_what_stands_in_another_issue_now_is_shown_there(
    planner: Client, published: Issue, article: Article, cast: Cast, make_issue: Callable[..., Issue]
) -> None:
    take_down(article, actor=cast.superuser, reason="有误", note="本文待核实。")
    propose(article, actor=cast.editor, note="印本第3页图注有误。")
    other = make_issue(2026, 4)
    ContentsEntry.objects.filter(article=article).update(issue=other, position=1)
    Issue.objects.filter(pk=other.pk).update(status=IssueStatus.PUBLISHED, published_at=timezone.now())
    text = _text(planner.get(f"/admin/issues/issue/{other.pk}/published/"))
    for said in ("本文待核实。", "印本第3页图注有误。", f"/admin/articles/article/{article.pk}/put-back/"):
        assert said in text
    assert "本文待核实。" not in _text(planner.get(f"/admin/issues/issue/{published.pk}/published/"))


def test_a_version_that_is_none_is_said_to_be_none(client: Client, article: Article, cast: Cast) -> None:
    correction = propose(article, actor=cast.editor, note="印本第3页图注有误。")
    client.force_login(cast.final_reviewer)
    own = f"/admin/articles/article/{article.pk}/corrections/{correction.pk}/"
    assert "请刷新页面后再按" in _text(client.post(own, {"confirm": "1", "seen_version": "一"}))
    correction.refresh_from_db()
    assert correction.state == CorrectionState.PROPOSED
