"""HTML as blocks, and passages replaced in it."""

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from articles.proofreading.bodies import read_body, replaced
from articles.richtext import clean

HTML = (
    "<h3>标题</h3><p>甲&amp;<strong>乙&nbsp;丙</strong> </p><ul><li>丁</li></ul>"
    '<figure class="table"><table><tbody><tr><td>1</td><td><p>2<br>3</p></td></tr>'
    "</tbody></table></figure><p> </p>"
)


def test_blocks_with_their_kinds() -> None:
    assert [(b.text, str(b.kind)) for b in read_body(HTML)] == [
        ("标题", "heading"), ("甲&乙 丙", "text"), ("丁", "list"),
        ("1", "cell"), ("2", "cell"), ("3", "cell"),
    ]  # fmt: skip


def test_a_passage_is_replaced_and_markup_stays() -> None:
    assert (
        replaced("<p>甲&amp;<strong>乙丙</strong>丁</p>", 0, 1, 3, "<戊>")
        == "<p>甲&lt;戊&gt;<strong>丙</strong>丁</p>"
    )


def test_a_passage_is_deleted() -> None:
    assert replaced("<p>甲乙</p><p>丙丁</p>", 1, 0, 1, "") == "<p>甲乙</p><p>丁</p>"


@given(st.lists(st.text("甲乙 &<>\xa0。", min_size=1, max_size=8), min_size=1, max_size=4), st.data())
def test_only_the_passage_changes(paragraphs: list[str], data: st.DataObject) -> None:
    html = clean("".join(f"<p>{escape(p)}</p>" for p in paragraphs))
    blocks = [block.text for block in read_body(html)]
    if not blocks:
        return
    number = data.draw(st.integers(0, len(blocks) - 1))
    start = data.draw(st.integers(0, len(blocks[number]) - 1))
    end = data.draw(st.integers(start + 1, len(blocks[number])))
    after = [block.text for block in read_body(replaced(html, number, start, end, "戊"))]
    blocks[number] = blocks[number][:start] + "戊" + blocks[number][end:]
    assert after == blocks
