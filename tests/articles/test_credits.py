"""Lines and ends of paragraphs that say whose a text is, and those that only look so."""

from datetime import date

import pytest

from articles.credits import Credit, is_names, read_credit, read_date, read_tail

DAY = date(2031, 5, 8)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("（来源：东山日报）", Credit("东山日报")),
        ("稿件来源：《东山日报》2031年5月8日", Credit("东山日报", source_date=DAY)),
        ("2031-05-08 10:22　来源：东山网", Credit("东山网", source_date=DAY)),
        ("作者：张三", Credit(byline="张三")),
        ("文/张三", Credit(byline="张三")),
        ("□本报记者 张三 李四 摄", Credit(byline="本报记者 张三 李四 摄", is_photo=True)),
        ("□本报记者 张三 文/摄", Credit(byline="本报记者 张三 文/摄")),
        ("本报记者 张三 通讯员 李四", Credit(byline="本报记者 张三 通讯员 李四")),
        ("记者：张三　通讯员：李四", Credit(byline="记者 张三 通讯员 李四")),
        ("张三 摄", Credit(byline="张三 摄", is_photo=True)),
        ("原题：《一个题目》", Credit(original_title="一个题目")),
        ("（原标题：一个题目）", Credit(original_title="一个题目")),
        ("来源：东山网 作者：张三 发布时间：2031-05-08 浏览次数：35",
         Credit("东山网", "张三", DAY, dropped="浏览次数：35")),
    ],
)  # fmt: skip
def test_credits(line: str, credit: Credit) -> None:
    assert read_credit(line) == credit


@pytest.mark.parametrize(
    "line",
    [
        "记者从有关部门获悉", "文化：新的一年", "责任编辑：张三", "时间：2031年5月8日", "张三", "",
        "能源来源：风和光", "作者认为：应当节约", "会议来源于实践",
    ],
)  # fmt: skip
def test_other_lines(line: str) -> None:
    assert read_credit(line) is None


@pytest.mark.parametrize(
    ("paragraph", "rest", "credit"),
    [
        ("烧开再喝。（张三 李四）", "烧开再喝。", Credit(byline="张三 李四")),
        ("烧开再喝。（本报记者 张三）", "烧开再喝。", Credit(byline="本报记者 张三")),
        ("他说：“好。”（来源：东山日报）", "他说：“好。”", Credit("东山日报")),
        ("烧开再喝。　张三", "烧开再喝。", Credit(byline="张三")),
        ("烧开再喝。□欧阳三", "烧开再喝。", Credit(byline="欧阳三")),
    ],
)
def test_the_name_after_the_last_sentence(paragraph: str, rest: str, credit: Credit) -> None:
    assert read_tail(paragraph) == (rest, credit)


@pytest.mark.parametrize(
    "paragraph", ["烧开再喝。（完）", "见附件（张三）", "烧开再喝。（下转第二版）", "烧开再喝。", "（张三）"]
)
def test_other_ends(paragraph: str) -> None:
    assert read_tail(paragraph) is None


def test_dates_and_names() -> None:
    assert read_date("（2031年5月8日）") == read_date("2031-05-08 10:22:01") == DAY
    assert read_date("2031年13月8日") is read_date("2031年5月8日会议") is None
    assert is_names("张三　李四、王 五")
    assert not is_names("怎样用水")
