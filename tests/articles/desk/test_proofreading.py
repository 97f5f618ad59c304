"""校对 below an article's address: the typed text, the stored text, 不改 and 采用, refusals."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from articles.correcting import proof_of
from articles.houserules import Judgement
from articles.models import Article
from tests.articles.desk.conftest import BASE, address, form_data
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}


@pytest.fixture
def article(make_article: Callable[..., Article]) -> Article:
    return make_article("东山练习", body="<p>惟一的练习。</p>", source="东山日报")


def _key(article: Article) -> str:
    return proof_of(article).open[0].key


def test_the_typed_text_is_proofread_not_the_stored(
    as_: Callable[[User], Client], article: Article, cast: Cast
) -> None:
    data = form_data(article, body="<p>用混泥土。</p>", source="东山日报")
    answer = as_(cast.editor).post(address(article, "proofreading/"), data, headers=JSON).json()
    assert [(p["quote"], p["suggestion"], p["field"]) for p in answer["passages"]] == [
        ("混泥土", "混凝土", "body")
    ]
    assert "混泥土" in answer["html"]
    assert Article.objects.get(pk=article.pk).body == "<p>惟一的练习。</p>"


def test_a_new_article_is_proofread_before_it_is_stored(
    as_: Callable[[User], Client], article: Article, cast: Cast
) -> None:
    data = form_data(article, title="惟一", body="<p>正文。</p>", source="东山日报")
    answer = as_(cast.editor).post(f"{BASE}proofreading/new/", data, headers=JSON).json()
    assert [(p["quote"], p["field"]) for p in answer["passages"]] == [("惟一", "title")]
    assert as_(cast.final_reviewer).post(f"{BASE}proofreading/new/", data).status_code == 403


def test_a_page_for_a_browser_without_script(
    as_: Callable[[User], Client], article: Article, cast: Cast
) -> None:
    client = as_(cast.editor)
    page = client.get(address(article, "proofreading/")).content.decode()
    assert "1 处待核" in page
    data = {"key": _key(article), "version": 1}
    done = client.post(address(article, "proofreading/take/"), data, follow=True).content.decode()
    assert "没有待核的" in done
    assert Article.objects.get(pk=article.pk).body == "<p>唯一的练习。</p>"


def test_dismissing_answers_with_the_new_list(
    as_: Callable[[User], Client], article: Article, cast: Cast
) -> None:
    data = form_data(article, source="东山日报", key=_key(article), reason="专名")
    answer = as_(cast.editor).post(address(article, "proofreading/dismiss/"), data, headers=JSON)
    assert answer.json()["passages"] == []
    assert "专名" in answer.json()["html"]


@pytest.mark.parametrize(
    ("what", "more", "sentence"),
    [
        ("dismiss", {"reason": ""}, "须写明理由"),
        ("take", {}, "还没有保存"),
        ("dismiss", {"key": "x:y", "reason": "专名"}, "文字刚改过"),
    ],
)
def test_a_refusal_is_a_sentence(
    what: str,
    more: dict[str, str],
    sentence: str,
    as_: Callable[[User], Client],
    article: Article,
    cast: Cast,
) -> None:
    data = form_data(article, source="东山日报", key=_key(article)) | more
    answer = as_(cast.editor).post(address(article, f"proofreading/{what}/"), data, headers=JSON)
    assert answer.status_code == 409
    assert sentence in answer.json()["error"]
    assert not Judgement.objects.exists()


def test_an_unknown_act_and_bad_input_break_nothing(
    as_: Callable[[User], Client], article: Article, cast: Cast
) -> None:
    client = as_(cast.editor)
    assert client.post(address(article, "proofreading/whatever/"), {}).status_code == 404
    bad = form_data(article, body="<p>" + "“（" * 2000, source_date="2031-13-45", section="x")
    assert client.post(address(article, "proofreading/"), bad, headers=JSON).status_code == 200
    assert client.post(f"{BASE}proofreading/new/", bad, headers=JSON).status_code == 200


def test_who_only_reads_may_look(as_: Callable[[User], Client], article: Article, cast: Cast) -> None:
    page = as_(cast.administrator).get(address(article, "proofreading/"))
    assert "惟一" in page.content.decode()
    assert "不改…" not in page.content.decode()
    data = {"key": _key(article), "reason": "专名"}
    answer = as_(cast.administrator).post(address(article, "proofreading/dismiss/"), data, headers=JSON)
    assert answer.status_code == 409


def test_what_was_taken_together_is_noted_together(
    as_: Callable[[User], Client], make_article: Callable[..., Article], cast: Cast
) -> None:
    article = make_article("东山练习", body="<p>惟一的练习，截止目前开课。</p>", source="东山日报")
    keys = [remark.key for remark in proof_of(article).open]
    assert len(keys) == 2
    data = form_data(article, key=[*keys, keys[0], "x:gone"], source="东山日报")
    assert (
        as_(cast.editor).post(address(article, "proofreading/taken/"), data, headers=JSON).status_code == 200
    )
    taken = Judgement.objects.filter(verdict="taken", by=cast.editor).order_by("pk")
    assert [each.quote for each in taken] == ["惟一", "截止目前"]
    none = as_(cast.editor).post(address(article, "proofreading/taken/"), {"key": "x:gone"}, headers=JSON)
    assert none.status_code == 409
    assert "文字刚改过" in none.json()["error"]
    assert taken.count() == 2
