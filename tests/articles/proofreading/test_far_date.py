"""Dates of sources far from the issue's."""

from datetime import date

from tests.articles.proofreading.texts import AUGUST, article, findings, found


def test_a_lead_two_years_before_the_issue() -> None:
    text = "2029年8月18日《东山日报》：编务练习开课。"
    assert found("far-date", text, source="", issue_date=AUGUST) == [("2029年8月18日", None)]


def test_a_lead_of_the_month_is_right() -> None:
    text = "2031年7月18日《东山日报》：编务练习开课。"
    assert found("far-date", text, source="", issue_date=AUGUST) == []


def test_a_lead_long_after_the_issue() -> None:
    text = "2032年7月18日《东山日报》：编务练习开课。"
    assert [quote for quote, _ in found("far-date", text, source="", issue_date=AUGUST)] == ["2032年7月18日"]


def test_without_the_day_of_issue_the_other_leads_tell() -> None:
    days = ["2031年8月2日", "2031年8月5日", "2031年8月9日", "2021年8月9日"]
    articles = [article(f"{day}《东山日报》：编务练习开课。", source="") for day in days]
    assert [f.quote for f in findings("far-date", articles)] == ["2021年8月9日"]


def test_the_field_of_the_source_tells_too() -> None:
    manuscript = article("编务练习开课。", source_date=date(2029, 8, 1), issue_date=AUGUST)
    assert [f.quote for f in findings("far-date", manuscript)] == ["《东山日报》"]
