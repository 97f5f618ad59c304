"""Where a title is broken."""

import pytest

from issues.typesetting.headings import title_lines, width


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert title_lines("全省机械行业运行情况", 15) == ("全省机械行业运行情况",)


def test_a_long_title_gets_even_lines() -> None:
    lines = title_lines("关于进一步做好稿件登记与校对工作的通知", 15)
    assert [len(line) for line in lines] == [9, 10]


def test_the_line_turns_at_a_blank_or_after_a_mark() -> None:
    assert title_lines("新型车间在省城东郊建成 投产仪式隆重举行", 15)[0] == "新型车间在省城东郊建成"
    assert title_lines("改革不停步，全省工业质量再上一个新台阶", 15)[0] == "改革不停步，"


def test_no_number_is_cut_and_a_bracket_is_kept_together() -> None:
    assert title_lines("本年度共收到来稿总计123456篇比上年大幅度增加", 15) == (
        "本年度共收到来稿总计",
        "123456篇比上年大幅度增加",
    )
    assert title_lines("我省印发实施《稿件登记管理办法》的通知", 15)[0] == "我省印发实施"


def test_what_the_article_writes_together_is_a_word() -> None:
    title = "机械工人才能力评价分中心获得批复"
    assert title_lines(title, 12) == ("机械工人才能力评", "价分中心获得批复")
    assert title_lines(title, 12, "评价工作。评价中心。能力评价。") == (
        "机械工人才能力评价",
        "分中心获得批复",
    )


@pytest.mark.parametrize("measure", [9.0, 12.0, 15.0])
def test_no_line_is_wider_than_the_measure_and_none_is_lost(measure: float) -> None:
    title = "第12届全市青年编校技能、版式设计成果交流 及首届“改错能手”擂台（终场）总结会在星渚召开"
    lines = title_lines(title, measure)
    assert max(width(line) for line in lines) <= measure
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")


def test_a_word_longer_than_the_line_stays_whole() -> None:
    assert title_lines("Electroencephalographically", 5) == ("Electroencephalographically",)
