"""Taking a manuscript apart loses nothing and doubles nothing, whatever its lines are."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from articles.intake.blocks import Block, Kind, as_html, blocks_of_text
from articles.intake.head import read_manuscript
from articles.richtext import clean, plain_text

TODAY = date(2031, 11, 1)
LINES = (
    "茶壶{}的题目", "——副题{}", "（来源：{}报）", "作者：{}", "正文{}写完了。", "一、小标题{}",
    "原题：《{}》", "{}", "来源：{}网 作者：张三 浏览次数：3", "2031年5月8日《{}日报》：正文。",
    "正文{}。（来源：{}社）", "□本报记者 {} 摄", "2031-05-08 来源：{}",
)  # fmt: skip
SIDES = ("", "left", "centred", "right")


@st.composite
def blocks(draw: st.DrawFn) -> list[Block]:
    """Lines of every kind in every setting, each with a word of its own."""
    made = []
    for n in range(draw(st.integers(1, 9))):
        text = draw(st.sampled_from(LINES)).format(f"王{chr(0x5E00 + n)}", f"李{chr(0x5E00 + n)}")
        kind = draw(st.sampled_from((Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.HEADING)))
        size, side = draw(st.sampled_from((0, 21, 44))), draw(st.sampled_from(SIDES))
        level = draw(st.integers(1, 3)) if kind == Kind.HEADING else 0
        made.append(Block(kind, text, text, level=level, size=size, side=side))
    return made


@given(blocks())
def test_every_word_is_somewhere_and_only_there(given_blocks: list[Block]) -> None:
    found = read_manuscript(given_blocks, today=TODAY, file_name="茶壶.docx")
    # The lead stays in the text; what it says is said in the fields as well.
    fields = [found.title, found.kicker, found.subtitle, found.byline, found.original_title, found.source]
    text = plain_text(clean(as_html(found.blocks, {})))
    for block in given_blocks:
        for name in (each for each in block.text if 0x5E00 <= ord(each) < 0x5E10):
            words = [f"王{name}", f"李{name}"]
            for word in (each for each in words if each in block.text):
                in_text, in_fields = text.count(word), sum(field.count(word) for field in fields)
                is_lead = "日报》：" in block.text
                assert in_text == 1 or (in_text == 0 and in_fields == 1), (word, text, fields)
                assert in_fields <= 1
                assert is_lead or in_text + in_fields == 1, (word, text, fields)


def test_a_second_source_stays_in_the_text() -> None:
    found = read_manuscript(
        blocks_of_text("茶壶\n正文。\n（来源：甲报）\n（来源：乙报）"), today=TODAY, file_name="a.txt"
    )
    assert found.source == "乙报"
    assert [block.text for block in found.blocks] == ["正文。", "（来源：甲报）"]
