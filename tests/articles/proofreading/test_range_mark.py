"""Marks of ranges within one issue."""

from tests.articles.proofreading.texts import found


def test_a_hyphen_is_no_range() -> None:
    assert found("range-mark", "计划用2031-2033年完成。") == [("2031-2033", "2031—2033")]


def test_of_two_marks_the_rarer_is_found() -> None:
    texts = ["招收3—5名编辑。", "工期6—8个月。", "考试站编号520~527号。"]
    assert found("range-mark", *texts) == [("520~527", "520—527")]


def test_one_mark_throughout_is_right() -> None:
    assert found("range-mark", "招收3～5名编辑，工期6～8个月。") == []


def test_times_and_amounts_may_have_each_their_mark() -> None:
    """GB/T 15834—2011 4.13.3: a dash from when to when, a wave from how much to how much."""
    assert found("range-mark", "2031—2033年，4—10月，每家2～3天，工期3～5年。") == []
    times = ["2031—2033年，4—10月。", "5～6月开会，每家2～3天。"]
    assert found("range-mark", *times) == [("5～6", "5—6")]


def test_a_half_width_tilde_is_no_range() -> None:
    assert found("range-mark", "每家2～3天，工期6～8天，酬金5~9元。") == [("5~9", "5～9")]


def test_models_phones_dates_and_addresses_are_no_ranges() -> None:
    texts = [
        "型号WD156-3300机组。",
        "电话0351-1234567。",
        "2031-08-05 印。",
        "见 example.cn/1-2 网页。",
        "15-3比分",
    ]
    assert found("range-mark", *texts) == []
