"""A text that came before is found again, in a fixed number of queries, and unrelated ones are not."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.duplicates.fingerprint import SHORTEST, SKETCH_SIZE, shares, sketch
from articles.duplicates.index import alike_among, find_older, find_older_of, rebuild, remember
from articles.models import Article, Fingerprint, Section
from articles.services import save_text
from bench.duplicates import Writer
from tests.conftest import Cast

WRITER = Writer(5)
TEXT = "茶水间添了一把新茶壶，值班的人每天轮流烧水，用完以后断电登记；大家都说，冬天有热水喝真好！"


# -- The sketch and the share (no database) ------------------------------------------------------------


def test_marks_width_and_case_do_not_matter() -> None:
    dressed = "  " + TEXT.replace("，", ", ").replace("；", "\n") + "ＡＢＣ１２"
    assert sketch(dressed) == sketch(TEXT + "abc12")
    assert shares(dressed, TEXT + "abc12").of_new == 1


def test_a_sketch_is_bounded_and_the_same_in_every_process() -> None:
    assert len(sketch(WRITER.text(9_000))) == SKETCH_SIZE
    assert sketch("茶" * (SHORTEST - 1)) == []
    assert sketch(TEXT)[0] == 83539436417894514
    assert all(0 <= number < 2**63 for number in sketch(TEXT))


def test_shares_are_in_characters() -> None:
    new, old = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉"
    both = shares(new + old, new)
    assert (both.of_new, both.of_old) == (0.5, 1)
    assert shares(new, old).of_new == 0
    assert shares("", "").of_new == 0


def test_within_one_drop() -> None:
    other = WRITER.text(300)
    assert alike_among([TEXT, other, TEXT.replace("茶壶", "水壶"), "短", "短"]) == {2: 0}


# -- The table ------------------------------------------------------------------------------------------


@pytest.fixture
def stored(section: Section, cast: Cast) -> list[Article]:
    """Sixty articles of some 600 characters."""
    articles = Article.objects.bulk_create(
        Article(title=f"第{n}篇", section=section, created_by=cast.editor, body=f"<p>{WRITER.text(600)}</p>")
        for n in range(60)
    )
    list(rebuild())
    return articles


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "least"),
    [
        (lambda text: text, 60),
        (lambda text: WRITER.replaced(text, 0.2), 60),
        (lambda text: WRITER.corrected(text, 25), 59),
        (lambda text: text[: len(text) // 2], 59),
        (lambda text: WRITER.text(600) + text + WRITER.text(600), 57),
    ],
    ids=["the same", "four fifths", "corrected", "half of it", "within a longer one"],
)
def test_near_duplicates_are_found(change: Callable[[str], str], least: int, stored: list[Article]) -> None:
    found = 0
    for article in stored:
        older = find_older(change(article.plain_text))
        found += bool(older) and older[0].article.pk == article.pk
    assert found >= least


@pytest.mark.django_db
def test_unrelated_texts_are_not_found(stored: list[Article]) -> None:
    assert [find_older(WRITER.text(600)) for _ in range(30)] == [[]] * 30


@pytest.mark.django_db
def test_a_look_up_takes_two_queries(stored: list[Article]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        older = find_older(stored[7].plain_text)
        assert str(older[0].article.section.periodical.title) == "测试通讯"
    assert len(queries) == 2


@pytest.mark.django_db
def test_many_are_looked_up_at_once_as_one_by_one(stored: list[Article]) -> None:
    texts = [*(WRITER.replaced(each.plain_text, 0.2) for each in stored[:20]), WRITER.text(600), "短"]
    with CaptureQueriesContext(connection) as queries:
        found = find_older_of(texts, articles=Article.objects.select_related("section"))
    assert len(queries) == 2
    assert found == [find_older(text) for text in texts]
    assert all(found[:20])
    mine = {each.pk for each in stored}
    assert find_older_of(texts, articles=Article.objects.all(), leaving_out=mine) == [[] for _ in texts]


@pytest.mark.django_db
def test_what_is_said_of_it(make_article: Callable[..., Article]) -> None:
    remember(make_article("老稿", body=f"<p>{TEXT}</p>"))
    assert find_older(TEXT)[0].said == "文字相同"
    assert "%的文字相同" in find_older(TEXT + "另外又添了两个杯子和一盒茶叶，放在窗台上。")[0].said
    assert find_older(TEXT + WRITER.text(200))[0].said == "全文收在本稿里"
    assert find_older(TEXT, exclude=Article.objects.get().pk) == []


@pytest.mark.django_db
def test_the_table_keeps_step_with_the_text(section: Section, cast: Cast) -> None:
    article = save_text(Article(section=section, title="题", body=f"<p>{TEXT}</p>"), actor=cast.editor)
    assert find_older(TEXT)[0].article == article
    article.title = "新题"
    with CaptureQueriesContext(connection) as queries:
        save_text(article, actor=cast.editor)
    assert not any("fingerprint" in query["sql"] for query in queries)
    other = "窗台上的绿萝长得很好，浇水的人每天都来，叶子黄了就剪掉放在树下，太阳大的时候搬到屋里来。"
    article.body = f"<p>{other}</p>"
    save_text(article, actor=cast.editor)
    assert find_older(TEXT) == []
    assert find_older(other)[0].article == article
    article.delete()
    assert not Fingerprint.objects.exists()


@pytest.mark.django_db
def test_the_command_makes_it_anew(stored: list[Article], capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(Fingerprint.objects.values_list("value", "article_id"))
    Fingerprint.objects.filter(article=stored[3]).delete()
    Fingerprint.objects.create(article=stored[4], value=5)
    call_command("rebuild_duplicates")
    assert sorted(Fingerprint.objects.values_list("value", "article_id")) == before
    assert "共 60 篇" in capsys.readouterr().out


def test_texts_of_the_bench_are_the_same_in_every_run() -> None:
    assert Writer(3).text(50) == Writer(3).text(50)
