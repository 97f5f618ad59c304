"""撤下: one article is gone from everything that readers can ask, with a note, until it is put back."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from issues import public
from issues.models import Issue, SearchText, Takedown
from issues.services import Refused
from issues.takedowns import put_back, standing, take_down
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(article: Article, cast: Cast) -> Callable[..., Takedown]:
    def taken(**more: bool) -> Takedown:
        return take_down(
            article, actor=cast.responsible_editor, reason="来信指出事实有误", note="本文待核实。", **more
        )

    return taken


def _addresses(published: Issue) -> tuple[str, ...]:
    return tuple(
        f"/{published.year}/{published.number}/{path}" for path in ("1/jia-wen/", "2/yi-wen/", "3/bing-wen/")
    )


def test_the_address_answers_gone_with_the_note(
    client: Client, published: Issue, taken: Callable[..., Takedown]
) -> None:
    before, gone, after = _addresses(published)
    assert client.get(gone).status_code == 200
    taken()
    for address in (gone, "/2026/3/2/", "/2026/3/2/an-old-title/"):
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 410
        assert "《乙文》" in text
        assert "本文待核实。" in text
        assert "撤下" in text
        assert 'content="noindex"' in text
        assert "乙文的正文" not in text
        assert "来信指出" not in text
    assert client.get(before).status_code == client.get(after).status_code == 200


def test_marks_inside_the_title_turn_single(
    client: Client, article: Article, taken: Callable[..., Takedown]
) -> None:
    Article.objects.filter(pk=article.pk).update(title="读《某书》& <记>")
    taken()
    assert "《读〈某书〉&amp; &lt;记&gt;》" in client.get("/2026/3/2/").content.decode()


def test_no_other_page_shows_it(client: Client, published: Issue, taken: Callable[..., Takedown]) -> None:
    taken()
    for address in _addresses(published)[::2]:
        assert "乙文" not in client.get(address).content.decode()
    assert "乙文" not in client.get("/sections/yao-wen/").content.decode()
    assert "没有找到" in client.get("/search/?q=乙文").content.decode()
    assert not SearchText.objects.filter(entry__article__title="乙文").exists()
    periodical = published.periodical
    assert [entry.article.title for entry in public.entries(periodical)] == ["甲文", "丙文"]
    assert [entry.article.title for entry in public.lines(periodical)] == ["甲文", "丙文"]
    assert public.sections(periodical).get().public_articles == 2  # type: ignore[attr-defined]


def test_the_contents_keep_its_line(client: Client, published: Issue, taken: Callable[..., Takedown]) -> None:
    taken()
    for address in ("/", "/2026/3/"):
        text = client.get(address).content.decode()
        assert "乙文（已撤下）" in text
        assert "甲文（已撤下）" not in text


def test_a_hidden_title_stands_nowhere(
    client: Client, published: Issue, taken: Callable[..., Takedown]
) -> None:
    taken(title_hidden=True)
    for address in ("/", "/2026/3/", "/2026/3/2/"):
        text = client.get(address).content.decode()
        assert "乙文" not in text
        assert "yi-wen" not in text
        assert "已撤下" in text


def test_the_pdf_is_withheld_only_if_wished(
    client: Client, published: Issue, article: Article, taken: Callable[..., Takedown], cast: Cast
) -> None:
    taken()
    assert client.get("/2026/3/ceshi-2026-3.pdf").status_code == 200
    put_back(article, actor=cast.responsible_editor, reason="已核实")
    taken(pdf_withheld=True)
    assert client.get("/2026/3/ceshi-2026-3.pdf").status_code == 404
    assert "ceshi-2026-3.pdf" not in client.get("/2026/3/").content.decode()


def test_putting_back_shows_all_of_it_again(
    client: Client, published: Issue, article: Article, taken: Callable[..., Takedown], cast: Cast
) -> None:
    taken(title_hidden=True, pdf_withheld=True)
    put_back(article, actor=cast.responsible_editor, reason="已核实")
    assert standing(article) is None
    assert client.get("/2026/3/2/yi-wen/").status_code == 200
    assert client.get("/2026/3/ceshi-2026-3.pdf").status_code == 200
    assert "已撤下" not in client.get("/2026/3/").content.decode()
    assert SearchText.objects.filter(entry__article=article).exists()
    with pytest.raises(Refused, match="没有撤下"):
        put_back(article, actor=cast.responsible_editor, reason="再来")


def test_it_needs_permission_reason_and_note(article: Article, cast: Cast) -> None:
    for actor in (cast.editor, cast.final_reviewer, cast.print_office, cast.administrator):
        with pytest.raises(Refused, match="权限"):
            take_down(article, actor=actor, reason="有误", note="待核实")
    for reason, note in ((" ", "待核实"), ("有误", " "), ("有误", "字" * 501)):
        with pytest.raises(Refused):
            take_down(article, actor=cast.responsible_editor, reason=reason, note=note)
    assert not Takedown.objects.exists()


def test_only_what_is_public_and_only_once(
    article: Article, taken: Callable[..., Takedown], make_article: Callable[..., Article], cast: Cast
) -> None:
    taken()
    with pytest.raises(Refused, match="已经撤下"):
        taken()
    with pytest.raises(Refused, match="还没有发布"):
        take_down(make_article("未发"), actor=cast.responsible_editor, reason="有误", note="待核实")


def test_a_place_where_nothing_stood_is_still_not_found(
    client: Client, published: Issue, taken: Callable[..., Takedown]
) -> None:
    taken()
    assert client.get("/2026/3/9/").status_code == 404
    Issue.objects.update(status="planning", published_at=None)
    assert client.get("/2026/3/2/").status_code == 404
