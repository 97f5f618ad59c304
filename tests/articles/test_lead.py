"""Leads beyond those of whole past issues (tests/issues/importing/test_source_lead.py): people, no year."""

from datetime import date

import pytest

from articles.lead import Lead, read_lead

TODAY = date(2031, 11, 1)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("新华社东山9月18日电（记者 张三、李四）茶壶到了。",
         Lead("新华社", date(2031, 9, 18), "记者 张三、李四", year_guessed=True)),
        ("新华社东山12月18日电：茶壶到了。", Lead("新华社", date(2030, 12, 18), year_guessed=True)),
        ("新华社东山11月5日电：明天的报。", Lead("新华社", date(2031, 11, 5), year_guessed=True)),
        ("新华社东山2月29日电：闰年。", Lead("新华社", date(2028, 2, 29), year_guessed=True)),
        ("东山网北京9月18日电（记者 张三）茶壶到了。",
         Lead("东山网", date(2031, 9, 18), "记者 张三", year_guessed=True)),
        ("2031年5月8日《东山日报》（记者 张三）：茶壶到了。",
         Lead("东山日报", date(2031, 5, 8), "记者 张三")),
        ("本报讯（记者 张三）茶壶到了。", Lead("", None, "记者 张三")),
        ("东山网讯（记者 张三）茶壶到了。", Lead("东山网", None, "记者 张三")),
    ],
)  # fmt: skip
def test_leads(text: str, lead: Lead) -> None:
    assert read_lead(text, TODAY) == lead


def test_without_a_day_to_count_from_no_year_is_guessed() -> None:
    assert read_lead("新华社东山9月18日电：茶壶到了。") == Lead("新华社", None)


@pytest.mark.parametrize("text", ["新华社东山13月40日电：没有这一天。", "本报的读者很多。", "网讯发达的今天"])
def test_what_is_none(text: str) -> None:
    assert read_lead(text, TODAY) is None
