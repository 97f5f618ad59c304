"""What hinders press: each matter as a sentence with the place to mend it; nothing when all is fine."""

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from issues.models import Issue
from issues.readiness import hindrances, page_objections
from periodicals.models import Kind, Periodical

pytestmark = pytest.mark.django_db
COLOPHON = {"printer": "印社", "print_date": date(2026, 3, 12), "print_run": 300, "recipients": "会员单位"}
DAYS = {
    name: date(2026, 3, 1)
    for name in ("copy_deadline", "review_deadline", "sign_off_deadline", "press_deadline")
}


@pytest.fixture
def ready(
    periodical: Periodical, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> Issue:
    periodical.print_permit_number = "样准印证第0000号"
    periodical.save()
    articles = [make_article(f"第{n}篇", signed_off=True) for n in range(3)]
    return make_issue(2026, 3, articles=articles, **COLOPHON, **DAYS)


def _said(issue: Issue, pages: int | None = 20) -> list[str]:
    return [hindrance.sentence for hindrance in hindrances(Issue.objects.get(pk=issue.pk), pages=pages)]


def test_nothing_hinders_an_issue_that_is_ready(ready: Issue) -> None:
    assert _said(ready) == []


def test_an_article_not_signed_off_is_named_with_its_address(
    ready: Issue, make_article: Callable[..., Article]
) -> None:
    article = make_article("《纲要》解读", body="")
    ready.entries.create(article=article, position=9)
    found = hindrances(ready, pages=20)
    assert [hindrance.sentence for hindrance in found] == [
        "《〈纲要〉解读》还在“草稿”，未经终审签发。", "《〈纲要〉解读》还没有正文。",
    ]  # fmt: skip
    assert {hindrance.link for hindrance in found} == {f"/admin/articles/article/{article.pk}/change/"}


def test_an_empty_issue_is_sent_to_its_planning_page(ready: Issue) -> None:
    ready.entries.all().delete()
    (found,) = hindrances(ready, pages=0)
    assert found.sentence == "目录还是空的，请先编入稿件。"
    assert found.link == f"/admin/issues/issue/{ready.pk}/planning/"


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (20, ()), (24, ("比预算多4页",)), (16, ("比预算少4页",)),
        (21, ("比预算多1页", "不是4的倍数，须再加3页或减1页")),
        (18, ("比预算少2页", "不是4的倍数，须再加2页或减2页")),
    ],
)  # fmt: skip
def test_pages_are_held_against_budget_and_multiple(pages: int, words: tuple[str, ...]) -> None:
    assert page_objections(pages, Periodical(page_budget=20, page_multiple=4)) == words


def test_pages_not_counted_are_said_to_be_so(ready: Issue) -> None:
    assert _said(ready, pages=None) == ["页码还没有算出，打开编排页即算。"]
    ready.entries.update(start_page=5)
    assert _said(ready, pages=None) == []
    ready.entries.update(start_page=22)
    assert _said(ready, pages=None) == ["至少23页，超出预算的20页。"]
    assert _said(ready, pages=23) == ["共23页，比预算多3页；不是2的倍数，须再加1页或减1页。"]


@pytest.mark.parametrize(
    ("name", "label"),
    [("printer", "印刷单位"), ("print_date", "印刷日期"), ("print_run", "印数"), ("recipients", "发送对象")],
)
def test_an_internal_publication_prints_what_the_law_wants(ready: Issue, name: str, label: str) -> None:
    Issue.objects.filter(pk=ready.pk).update(**{name: "" if name in ("printer", "recipients") else None})
    (found,) = hindrances(Issue.objects.get(pk=ready.pk), pages=20)
    assert found.sentence == f"版权页缺{label}。"
    assert found.link == f"/admin/issues/issue/{ready.pk}/change/#id_{name}"


def test_each_kind_of_periodical_has_its_number(ready: Issue) -> None:
    Periodical.objects.update(print_permit_number="")
    assert _said(ready) == ["刊物资料里没有准印证号，内部资料性出版物必须刊印。"]
    Periodical.objects.update(kind=Kind.PUBLIC)
    Issue.objects.update(printer="", print_run=None)
    assert _said(ready) == ["刊物资料里没有国内统一刊号，公开发行的期刊必须刊印。"]
    Periodical.objects.update(cn_number="CN 14-0000/TH")
    assert _said(ready) == []


def test_the_whole_number_goes_on_from_the_last(ready: Issue, make_issue: Callable[..., Issue]) -> None:
    make_issue(2026, 2, whole_number=41)
    assert _said(ready) == ["总期号还没有填，按前后期推算应为总第42期。"]
    Issue.objects.filter(pk=ready.pk).update(whole_number=44)
    assert "总期号不能跳号" in _said(ready)[0]
    Issue.objects.filter(pk=ready.pk).update(whole_number=42)
    assert _said(ready) == []


def test_days_that_are_not_set_are_named(ready: Issue) -> None:
    Issue.objects.update(copy_deadline=None, press_deadline=None)
    assert _said(ready) == ["日程还没有定：截稿、付印。"]


def test_a_picture_that_was_not_fetched_is_named(ready: Issue, make_article: Callable[..., Article]) -> None:
    body = '<p>练习开课。<img src="https://img.example.org/a.png"></p><p>〔图片：没有取入〕</p>'
    ready.entries.create(article=make_article("带图的一篇", body=body, signed_off=True), position=9)
    assert _said(ready) == ["《带图的一篇》里有2张图片还没有取入，只有记号。"]


@pytest.mark.parametrize("entries", [5, 60])
def test_it_costs_the_same_for_any_number_of_entries(
    ready: Issue,
    entries: int,
    make_article: Callable[..., Article],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for position in range(10, 10 + entries):
        ready.entries.create(article=make_article(f"稿{position}"), position=position)
    issue = Issue.objects.select_related("periodical").get(pk=ready.pk)
    with django_assert_num_queries(3):
        assert len(hindrances(issue)) == entries + 1
