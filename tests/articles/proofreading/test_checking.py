"""Running the rules: places, order, rules switched off."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.proofreading.checking import proofread
from articles.proofreading.manuscript import Block, Kind, Manuscript, Role
from articles.proofreading.rules import BY_NAME
from tests.articles.proofreading.texts import article

# What rules look for, so that made-up texts meet many of them.
PIECES = st.sampled_from(
    "，，。：；“”‘’（）()《》〈〉【】[2031]号一二三、1.2、（一）①—-~～……...％%万亿百千几约近余左右以上KVkv年月日08"
    " \t\u3000年23至25日东山—西岭-截止目前混泥土惟一本报记者"
    "我局www.a1b.com邮箱@163.com的的的了了$\\leq$&nbsp;一是二是等3个家来源："
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=80))
BLOCKS = st.builds(Block, TEXTS, st.sampled_from(Kind))
MANUSCRIPTS = st.builds(
    Manuscript,
    title=TEXTS, paragraphs=st.lists(BLOCKS, max_size=5).map(tuple), kicker=TEXTS, byline=TEXTS, source=TEXTS,
    role=st.sampled_from(Role), internal=st.booleans(), section=st.sampled_from(["", "省内", "工作动态"]),
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(MANUSCRIPTS, max_size=4))
def test_no_text_breaks_a_rule_and_every_quote_stands_at_its_place(manuscripts: list[Manuscript]) -> None:
    for finding in proofread(manuscripts):
        block = manuscripts[finding.position.manuscript].blocks[finding.position.block]
        assert 0 <= finding.position.start < finding.position.end <= len(block.text)
        assert finding.quote == block.text[finding.position.start : finding.position.end]
        assert finding.message.endswith("。")
        assert finding.suggestion != finding.quote


def test_a_rule_can_be_switched_off() -> None:
    manuscript = article("会议开始,大家发言。")
    assert "half-width-mark" in {f.rule for f in proofread([manuscript])}
    assert "half-width-mark" not in {f.rule for f in proofread([manuscript], off={"half-width-mark"})}
    assert proofread([manuscript], off=BY_NAME) == []


def test_findings_come_in_the_order_of_the_text() -> None:
    findings = proofread([article("惟一的办法,很好。"), article("混泥土,很好。")])
    assert [f.position for f in findings] == sorted(f.position for f in findings)


def test_the_line_of_a_file_is_that_of_the_quote() -> None:
    block = Block("第一行到此，惟一的办法。", lines=((0, 7), (6, 9)))
    assert [f.line for f in proofread([article(block)]) if f.rule == "common-error"] == [9]
