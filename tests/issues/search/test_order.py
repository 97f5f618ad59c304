"""Sorting by fit and by date, filters, and what is listed of too many."""

from collections.abc import Callable

import pytest

from articles import services as article_services
from articles.models import Article
from issues.models import Issue
from issues.search import finding, tables
from issues.search.finding import Order, find
from issues.search.grammar import parse, term
from issues.search.tables import Row, Scope
from periodicals.models import Periodical

FILLER = "正文" * 300


def test_title_comes_before_text_and_more_before_less(
    published: Callable[..., Issue], titles: Callable[..., list[str]]
) -> None:
    published(
        {"title": "一次", "body": f"<p>高炉{FILLER}</p>"},
        {"title": "五次", "body": f"<p>{'高炉，' * 5}{FILLER}</p>"},
        {"title": "短文一次", "body": "<p>高炉</p>"},
        year=2026,
    )  # fmt: skip
    published({"title": "旧的高炉", "body": f"<p>{FILLER}</p>"}, year=2020)
    assert titles("高炉") == ["旧的高炉", "五次", "短文一次", "一次"]
    assert titles("高炉", Order.DATE) == ["一次", "五次", "短文一次", "旧的高炉"]


def test_more_terms_in_the_title_come_first(
    published: Callable[..., Issue], titles: Callable[..., list[str]]
) -> None:
    published(
        {"title": "无", "body": "<p>高炉节能</p>"},
        {"title": "高炉", "body": "<p>节能</p>"},
        {"title": "节能高炉", "body": "<p>文</p>"},
    )
    assert titles("高炉 节能") == ["节能高炉", "高炉", "无"]


def test_newest_first(published: Callable[..., Issue], titles: Callable[..., list[str]]) -> None:
    published("高炉2025年2期", year=2025, number=2)
    published("高炉2026年1期甲", "高炉2026年1期乙", year=2026, number=1)
    published("高炉2026年10期", year=2026, number=10)
    published("高炉2026年9期", year=2026, number=9)
    assert titles("高炉", Order.DATE) == [
        "高炉2026年10期", "高炉2026年9期", "高炉2026年1期甲", "高炉2026年1期乙", "高炉2025年2期",
    ]  # fmt: skip


def test_filters(
    published: Callable[..., Issue], titles: Callable[..., list[str]], periodical: Periodical
) -> None:
    data = article_services.section_named(periodical, "数据")
    published({"title": "甲高炉", "source": "《某某日报》"}, {"title": "乙高炉", "section": data}, year=2025)
    published("丙高炉", year=2026, number=1)
    published({"title": "丁高炉", "source": "某网", "section": data}, year=2026, number=2)

    def found(**parts: object) -> str:
        return "".join(sorted(title[0] for title in titles("高炉", **parts)))

    everything = "".join(sorted("甲乙丙丁"))
    assert found() == everything
    assert found(year=2025) == "".join(sorted("甲乙"))
    assert found(year=2026, number=2) == "丁"
    assert found(year=2026, number=3) == ""
    assert found(section_id=data.pk) == "".join(sorted("乙丁"))
    assert found(source=term("日报")) == "甲"
    assert found(source=term("某某日报")) == "甲"
    assert found(source=term("日某")) == ""
    assert found(source=term("某")) == "".join(sorted("甲丁"))
    assert found(source=term("某网"), section_id=data.pk, year=2026) == "丁"
    assert titles("高炉 日报", year=2026) == []


@pytest.mark.parametrize("order", list(Order))
def test_of_too_many_the_newest_are_listed(
    published: Callable[..., Issue], scope: Callable[..., Scope], monkeypatch: pytest.MonkeyPatch,
    order: Order,
) -> None:  # fmt: skip
    monkeypatch.setattr(finding, "MOST_LISTED", 4)
    monkeypatch.setattr(finding, "MOST_WEIGHED", 2)
    for number in range(1, 4):
        published(*({"title": f"第{n}篇", "body": "<p>高炉</p>"} for n in range(2)), number=number)
    published({"title": "旧高炉", "body": "<p>文</p>"}, year=2001)
    found = find(parse("高炉"), scope(), order)
    assert (len(found.places), len(set(found.places)), found.has_more) == (4, 4, True)
    # By fit a title comes first however old it is.
    assert (tables._place(scope().periodical_id, 2001, 1, 1) in found.places) == (order == Order.FIT)
    assert not find(parse("高炉"), scope(year=2001), order).has_more


def test_windows_cover_every_year_once() -> None:
    for issues in (1, 12, 52, 366):
        years = [(year, issues) for year in range(2100, 1900, -1)]
        windows = tables._windows(Scope(7, years))
        assert [mark for window in windows for mark in window] == [f"#y7.{year}" for year, _ in years]
        assert len(windows) <= tables._WINDOWS
    assert tables._windows(Scope(7, [])) == []


def test_places_follow_the_order_of_appearance() -> None:
    def place(periodical: int, year: int, number: int, position: int) -> int:
        return Row(0, periodical, year, number, position, 0, "", "", "").place

    newest_first = [
        place(2, 2200, 366, 1), place(2, 2200, 366, 2), place(2, 2200, 365, 1), place(2, 1900, 1, 9_999),
        place(1, 2200, 366, 1),
    ]  # fmt: skip
    assert newest_first == sorted(newest_first, reverse=True)
    assert place(1 << 20, 2200, 366, 1) < 1 << 63


def test_found_once_whatever_order_asks(
    published: Callable[..., Issue], make_article: Callable[..., Article], titles: Callable[..., list[str]]
) -> None:
    published("高炉高炉高炉")
    assert titles("高炉") == titles("高炉 炉高") == ["高炉高炉高炉"]
