"""The first page itself: who sees which part, what empty columns say, and how often it asks."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import services
from articles.assigning import assign
from articles.commenting import comment
from articles.models import Article
from issues.models import Issue
from tests.conftest import Cast


def _text(client: Client, user: object, address: str = "/admin/") -> str:
    client.force_login(user)  # type: ignore[arg-type]
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def test_empty_columns_say_what_belongs_there(client: Client, cast: Cast) -> None:
    text = _text(client, cast.editor)
    assert "没有等您办的事" in text
    assert "您写过、办过的稿件到了别人手上" in text
    assert "没有在编的期" in text
    assert 'href="/admin/articles/article/add/"' in text
    assert 'href="/admin/issues/issue/add/"' not in text
    assert 'href="/admin/issues/issue/add/"' in _text(client, cast.responsible_editor)


def test_the_sentence_leads_to_the_article(
    client: Client, cast: Cast, make_article: Callable[..., Article]
) -> None:
    article = services.submit(make_article("短讯<b>"), actor=cast.editor)
    text = _text(client, cast.proof_editor)
    page = f"/admin/articles/article/{article.pk}/change/"
    assert f'<a class="bench-title" href="{page}">《短讯&lt;b&gt;》</a>今天由甲编辑送审' in text
    assert re.search(rf'class="button default"\s+href="{page}">去审校', text)


def test_an_issue_has_a_bar_and_its_pages(
    client: Client, cast: Cast, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> None:
    issue = make_issue(articles=[make_article("甲"), make_article("乙", signed_off=True)])
    text = " ".join(_text(client, cast.editor).split())
    assert '<progress max="2" value="1"' in text
    assert f"/admin/issues/issue/{issue.pk}/planning/" in text


def test_each_role_sees_its_part(client: Client, cast: Cast) -> None:
    overview, files = 'href="/admin/overview/"', 'href="/admin/press-files/"'
    text = _text(client, cast.editor)
    assert overview not in text
    assert files not in text
    text = _text(client, cast.responsible_editor)
    assert overview in text
    assert files in text
    text = _text(client, cast.administrator)
    assert "等我办的" not in text
    assert "在编的期" in text
    text = _text(client, cast.print_office)
    assert "在编的期" not in text
    assert "还没有付印文件" in text


@pytest.mark.parametrize("address", ["/admin/", "/admin/overview/"])
def test_it_asks_the_same_number_of_times(
    client: Client, cast: Cast, make_article: Callable[..., Article], make_issue: Callable[..., Issue],
    django_assert_num_queries: Callable[..., CaptureQueriesContext], address: str,
) -> None:  # fmt: skip
    def more(count: int, number: int) -> None:
        articles = [make_article(f"{number}之{n}") for n in range(count)]
        for n, article in enumerate(articles):
            if n % 4:
                services.submit(article, actor=cast.editor)
            if n % 4 > 1:
                services.pass_review(article, actor=cast.proof_editor)
                comment(article, "再核", actor=cast.final_reviewer)
            if n % 4 > 2:
                assign(article, cast.final_reviewer, actor=cast.responsible_editor)
        make_issue(2026, number, articles=articles)

    more(5, 1)
    client.force_login(cast.superuser)
    client.get(address)  # the session's and the content types' own questions
    with django_assert_num_queries(QUERIES[address]):
        client.get(address)
    more(55, 2)
    with django_assert_num_queries(QUERIES[address]):
        client.get(address)


# Session, person; articles, steps, handings over, opinions, issues; on the first page corrections that wait,
# and the eight counts.
QUERIES = {"/admin/": 17, "/admin/overview/": 7}
