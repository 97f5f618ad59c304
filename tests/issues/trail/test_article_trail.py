"""The trail of an article: every step, version, handing over and opinion as a sentence with its reason."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from articles import commenting, services
from articles.assigning import assign
from articles.models import Article
from issues.trail import article_trail
from periodicals.models import Periodical
from tests.conftest import Cast


@pytest.fixture
def article(make_article: Callable[..., Article], cast: Cast) -> Article:
    """One that was returned once, changed, and passed."""
    article = services.submit(make_article("短讯", body="<p>年产8000吨。</p>"), actor=cast.editor)
    article = assign(
        article, cast.proof_editor, actor=cast.responsible_editor, due_date=date(2026, 4, 1), comment="先看"
    )
    opinion = commenting.comment(article, "单位不对", actor=cast.proof_editor, quote="8000吨")
    article = services.return_to_editor(article, actor=cast.proof_editor, comment="产量不一")
    commenting.reply(opinion, "已改", actor=cast.editor)
    article.body = "<p>一期年产8000吨。</p>"
    article = services.save_text(article, actor=cast.editor)
    article = services.submit(article, actor=cast.editor)
    commenting.resolve(opinion, actor=cast.proof_editor)
    return services.pass_review(article, actor=cast.proof_editor, comment="同意")


def test_everything_is_told_in_order_with_its_reason(article: Article) -> None:
    told = [(str(each.actor), each.text, each.reason) for each in article_trail(article)]
    assert told == [
        ("甲编辑", "建稿", ""),
        ("甲编辑", "送审", ""),
        ("丁责编", "移交给乙校编，4月1日到期", "先看"),
        ("乙校编", "写审稿意见（原文“8000吨”）", "单位不对"),
        ("乙校编", "退回", "产量不一"),
        ("甲编辑", "回复乙校编的意见", "已改"),
        ("甲编辑", "改稿，存为第2版", ""),
        ("甲编辑", "送审", ""),
        ("乙校编", "了结意见", "单位不对"),
        ("乙校编", "审校通过", "同意"),
    ]


def test_each_sentence_has_its_time(article: Article) -> None:
    first, *_, last = article_trail(article)
    assert first.at <= last.at
    assert str(last).endswith("乙校编 审校通过：同意")
    assert str(last).startswith(first.time[:4])


def test_a_waived_separation_is_said_in_words(
    make_article: Callable[..., Article], periodical: Periodical, cast: Cast
) -> None:
    Periodical.objects.update(four_eyes=False)
    article = services.submit(make_article("题", created_by=cast.superuser), actor=cast.superuser)
    services.pass_review(article, actor=cast.superuser)
    assert article_trail(article)[-1].text == "审校通过（三审分人已放宽）"


def test_handing_back_to_the_pool(make_article: Callable[..., Article], cast: Cast) -> None:
    article = services.submit(make_article("题"), actor=cast.editor)
    assign(article, cast.proof_editor, actor=cast.editor)
    assign(article, None, actor=cast.proof_editor, comment="出差")
    last = article_trail(article)[-1]
    assert (last.text, last.reason) == ("交回，等人接手", "出差")


@pytest.mark.parametrize("rounds", [1, 8])
def test_a_long_trail_asks_no_more_often(
    make_article: Callable[..., Article], cast: Cast, rounds: int,
    django_assert_num_queries: Callable[..., object],
) -> None:  # fmt: skip
    article = make_article("题")
    for n in range(rounds):
        article.body = f"<p>第{n}稿。</p>"
        article = services.save_text(article, actor=cast.editor)
        article = services.submit(article, actor=cast.editor)
        commenting.comment(article, f"第{n}条", actor=cast.proof_editor)
        article = services.return_to_editor(article, actor=cast.proof_editor, comment="再核")
    with django_assert_num_queries(6):  # type: ignore[attr-defined]
        assert len(article_trail(article)) == 1 + 4 * rounds


def test_the_article_s_page_tells_it(client: Client, article: Article, cast: Cast) -> None:
    client.force_login(cast.editor)
    text = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "乙校编 <b>退回</b>：产量不一" in text
    assert "丁责编 <b>移交给乙校编，4月1日到期</b>：先看" in text
    assert f"/admin/articles/article/{article.pk}/review-sheet/" in text
