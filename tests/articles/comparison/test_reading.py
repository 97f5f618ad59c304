"""Character by character, and yet readable: what an editor sees marked."""

import pytest

from articles.comparison.tokens import tokens
from tests.articles.comparison.bodies import marked


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("稿件已经送审。", "稿件未经送审。", "稿件[已]{未}经送审。"),
        # Numbers and words whole, and a changed number swallows nothing beside it.
        ("2024年产量8000吨，时速80km/h。", "2025年产量8,500吨，时速120km/h。",
         "[2024]{2025}年产量[8000]{8,500}吨，时速[80km/h]{120km/h}。"),
        ("同比增长12.5%。", "同比增长13%。", "同比增长[12.5%]{13%}。"),
        # A clause written anew is one edit, not a sieve of 的 and ，.
        ("他的书不好看。", "她的树好看。", "[他的书不]{她的树}好看。"),
        ("由张三，李四出席", "由王五，赵六出席", "由[张三，李四]{王五，赵六}出席"),
        # A phrase that stayed stays unmarked.
        ("会议指出，要加强安全生产工作，坚决防范事故。", "会议强调，必须高度重视安全生产，严防各类事故发生。",
         "会议[指出，要加强]{强调，必须高度重视}安全生产[工作，坚决防范事故]{，严防各类事故发生}。"),
        # Marks put in stand apart.
        ("甲乙", "甲，乙，", "甲{，}乙{，}"),
        # An edit stands where clauses begin and end.
        ("产量增长，质量提高", "产量增长，效益增长，质量提高", "产量增长，{效益增长，}质量提高"),
        ("第一句。第三句。", "第一句。第二句。第三句。", "第一句。{第二句。}第三句。"),
        ("来源有《人民日报》等。", "来源有《经济日报》、《人民日报》等。",
         "来源有{《经济日报》、}《人民日报》等。"),
        ("他说：“好。”", "他说：“不好。”", "他说：“{不}好。”"),
        ("走了——回来了", "走了……回来了", "走了[——]{……}回来了"),
    ],
)  # fmt: skip
def test_edits_read_well(old: str, new: str, line: str) -> None:
    assert marked(old, new) == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年8,000吨", ["2024", "年", "8,000", "吨"]),
        ("以120km/h前进", ["以", "120km/h", "前", "进"]),
        ("——而……", ["——", "而", "……"]),
        ("２０２４年Ａ座", ["２０２４", "年", "Ａ", "座"]),
        ("葛\U000e0100城cafe\u0301", ["葛\U000e0100", "城", "cafe\u0301"]),
        ("e.\n甲", ["e", ".", "\n", "甲"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected
