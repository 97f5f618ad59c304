from datetime import date

import pytest

from articles.lead import Lead, read_lead
from tests.issues.importing.made_up import one_article, read


@pytest.mark.parametrize(
    ("lead", "source", "day"),
    [
        ("2031年5月8日《东山日报》：", "东山日报", date(2031, 5, 8)),
        ("2031年5月8日《东山日报》海外版：", "东山日报海外版", date(2031, 5, 8)),
        ("2031年05月08日东山发展网讯：", "东山发展网", date(2031, 5, 8)),
        ("2031年5月8日新华网：", "新华网", date(2031, 5, 8)),
        ("2031年5月8日东山市档案局发布：", "东山市档案局", date(2031, 5, 8)),
        ("2031年5月8日东山市档案局消息：", "东山市档案局", date(2031, 5, 8)),
        ("新华社东山2031年5月8日电：", "新华社", date(2031, 5, 8)),
        ("据档案局网站2031年5月8日消息：", "档案局网站", date(2031, 5, 8)),
        ("来自文秘网消息：", "文秘网", None),
        ("文秘网：2031年5月8日，", "文秘网", None),
        ("东山经济日报：", "东山经济日报", None),
        ("2031年5月8日新华每日电讯：", "新华每日电讯", date(2031, 5, 8)),
    ],
)
def test_leads(lead: str, source: str, day: date | None) -> None:
    assert read_lead(lead + "值班室添了一台打印机。") == Lead(source, day)


@pytest.mark.parametrize(
    "text",
    [
        "2031年5月8日,档案局、文秘协会联合印发办法，内容如下：先登记。",
        "2031年5月8日会议指出：要节约用纸。",
        "2031年5月8日上午，大家到会：共十人。",
        "2031年13月8日《东山日报》：月份有误。",
        "老周说：先登记。",
        "会议消息：大家到齐。",
        "",
    ],
)
def test_what_is_no_unmistakable_lead(text: str) -> None:
    assert read_lead(text) is None


def test_the_article_has_its_source_and_keeps_its_text() -> None:
    first = "2031年5月8日《东山日报》：值班室添了一台打印机。"
    article = read(one_article(first, "排队的人少了。")).articles[0]
    assert (article.source, article.source_date) == ("东山日报", date(2031, 5, 8))
    assert article.paragraphs[0].text == first


def test_a_lead_further_down_is_not_the_source() -> None:
    article = read(one_article("值班室很忙。", "2031年5月8日《东山日报》：值班室添了一台打印机。")).articles[
        0
    ]
    assert (article.source, article.source_date) == ("", None)
