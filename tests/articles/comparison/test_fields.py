"""Titles, source and the rest beside the body."""

from collections.abc import Callable
from datetime import date

import pytest

from articles.comparison import VersionText, compare
from articles.comparison.versions import FIELDS
from articles.models import Article
from articles.services import TEXT_FIELDS


def test_fields_are_all_that_the_service_takes_as_text() -> None:
    assert {name for name, _ in FIELDS} | {"body"} == set(TEXT_FIELDS)


@pytest.mark.parametrize(("name", "label"), FIELDS)
def test_labels_are_those_of_the_form(name: str, label: str) -> None:
    assert Article._meta.get_field(name).verbose_name == label  # type: ignore[union-attr]


def test_changed_fields_and_the_sentence() -> None:
    comparison = compare(
        VersionText(title="退回要写理由", kicker="审稿", source_date="2024年8月9日", section="要闻"),
        VersionText(title="退回须写理由", byline="张三", source_date="2024年8月10日", section="要闻"),
    )
    assert [(field.label, field.kind) for field in comparison.fields] == [
        ("栏目", "same"),
        ("引题", "removed"),
        ("标题", "changed"),
        ("作者", "added"),
        ("来源日期", "changed"),
    ]
    assert len(comparison.changed_fields) == 4
    # A date changes as a whole.
    assert [s.text for s in comparison.fields[-1].new_segments] == ["2024年8月10日"]
    assert comparison.summary.startswith("改动4处：")


def test_nothing_changed() -> None:
    comparison = compare(VersionText(title="题", body="<p>文</p>"), VersionText(title="题", body="<p>文</p>"))
    assert comparison.is_empty
    assert comparison.summary == "两个版本没有不同。"


@pytest.mark.django_db
def test_articles_and_their_history_are_taken(make_article: Callable[..., Article]) -> None:
    article = make_article("题目", body="<p>一</p>", source_date=date(2024, 8, 9))
    article.body = "<p onclick='x'>二</p>"
    old, new = VersionText.of(article.history.latest()), VersionText.of(article)
    assert (old.body, new.body) == ("<p>一</p>", "<p>二</p>")
    assert (old.section, old.source_date) == ("要闻", "2024年8月9日")
    assert compare(old, new).summary == "改动1处：增1字，删1字"


@pytest.mark.django_db
def test_an_old_version_whose_section_is_gone(make_article: Callable[..., Article]) -> None:
    record = make_article("题目").history.latest()
    record.section_id = 999_999
    assert VersionText.of(record).section == ""
    record.section_id = None
    assert VersionText.of(record).section == ""
