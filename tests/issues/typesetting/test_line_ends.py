"""Lines that are found together: single characters at the end, loose lines, divided words."""

import pytest
import weasyprint
from weasyprint.formatting_structure.boxes import TextBox

from issues.typesetting.justification import ChineseJustification
from tests.issues.typesetting.test_justification import HEAD, deviations, set_lines
from tests.measure.lines import Line, badly_broken, lone, looseness, weight

# 20 characters to the line; no marks, so that nothing can close up.
HAN = "编辑部每月收到稿件先由编辑登记再交校编逐字核对数据单位与人名都要与原文对照不得遗漏任何一处差错"


def ours(body: str) -> list[Line]:
    with ChineseJustification():
        return set_lines(f"<p>{body}</p>")


@pytest.mark.parametrize("length", [21, 41])
@pytest.mark.parametrize("end", ["", "。", "。”", "）。"])
@pytest.mark.parametrize("bold", [0, 3], ids=["plain", "with bold words"])
def test_no_last_line_holds_a_single_character(length: int, end: str, bold: int) -> None:
    text = HAN[:length] + end
    body = f"<b>{text[:bold]}</b>{text[bold:]}" if bold else text
    stock = set_lines(f"<p>{body}</p>")
    assert weight(stock[-1].text) < 2
    lines = ours(body)
    assert "".join(line.text for line in lines) == text
    assert len(lines) in (len(stock) - 1, len(stock))
    assert lone(lines, lines[:-1]) == []
    assert max(deviations(lines)) <= 0.3
    assert badly_broken(lines) == []


@pytest.mark.parametrize("end", ["3%。", "5G。", "8月。"])
def test_a_figure_alone_is_as_bad(end: str) -> None:
    lines = ours(HAN[:40] + end)
    assert weight(lines[-1].text) >= 2


def test_a_paragraph_of_one_character_stays() -> None:
    assert [line.text for line in ours("好。")] == ["好。"]


def test_what_a_long_number_leaves_is_shared_by_the_lines_before() -> None:
    text = HAN[:36] + "1234567.89" + HAN[:10]
    lines = ours(text)
    assert "".join(line.text for line in lines) == text
    assert max(looseness(line) for line in lines[:-1]) < 1.6


def test_a_long_word_is_divided_without_a_change_to_the_text() -> None:
    text = HAN[:15] + "Superconducting" + HAN[:30]
    lines = ours(text)
    assert "".join(line.text for line in lines) == text
    assert lines[0].text.startswith(HAN[:15] + "Super")
    assert lines[0].glyphs[-1].character in "\x02\xad"
    assert max(deviations(lines)) <= 0.3
    assert max(looseness(line) for line in lines[:-1]) < 2.0


@pytest.mark.parametrize("word", ["ABCDEFGHIJKLMNOP", "abc"])
def test_capitals_and_short_words_stay_whole(word: str) -> None:
    lines = ours(HAN[:17] + word + HAN[:30])
    assert sum(word in line.text for line in lines) == 1


def test_it_does_the_same_when_nothing_is_drawn() -> None:
    body = f"<p>{HAN[:41]}。</p><p><b>{HAN[:4]}</b>{HAN[4:41]}。</p>"
    found = []
    for adjust in (True, False):
        with ChineseJustification(adjust):
            page = weasyprint.HTML(string=HEAD.format(lang="zh-CN", body=body)).render().pages[0]
            boxes = page._page_box.descendants()
            found.append([box.text for box in boxes if isinstance(box, TextBox)])
    assert found[0] == found[1]
    assert len(found[0]) == 7
