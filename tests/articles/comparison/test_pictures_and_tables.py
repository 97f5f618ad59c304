"""Pictures, captions and the rows of tables are blocks as well."""

from articles.comparison.blocks import Kind, read_blocks
from articles.richtext import clean
from tests.articles.comparison.bodies import compared


def _figure(name: str = "a", alt: str = "会议室", width: int = 300) -> str:
    return clean(
        f'<p>前</p><figure class="image"><img src="/media/{name}.png" alt="{alt}" width="{width}">'
        "<figcaption>张三摄</figcaption></figure><p>后</p>"
    )


def _table(*rows: str) -> str:
    return clean(f'<figure class="table"><table><tbody>{"".join(rows)}</tbody></table></figure>')


def test_blocks_of_a_figure_and_a_table() -> None:
    table = (
        "<table><caption>产量</caption><tr><th>年</th><th>吨</th></tr><tr><td>2024</td><td></td></tr></table>"
    )
    assert [(block.kind, block.text) for block in read_blocks(_figure() + clean(table))] == [
        (Kind.PARAGRAPH, "前"),
        (Kind.PICTURE, "会议室"),
        (Kind.CAPTION, "张三摄"),
        (Kind.PARAGRAPH, "后"),
        (Kind.TABLE_CAPTION, "产量"),
        (Kind.TABLE_ROW, "年\t吨"),
        (Kind.TABLE_ROW, "2024\t"),
    ]


def test_another_picture() -> None:
    comparison = compared(_figure("a"), _figure("b"))
    assert [row.notes for row in comparison.rows if row.notes] == [("图片更换",)]
    assert comparison.summary == "改动1处：图片1处"


def test_a_picture_added_and_removed() -> None:
    without = clean("<p>前</p><p>后</p>")
    assert ("图片新增",) in [row.notes for row in compared(without, _figure(alt="")).rows]
    assert compared(_figure(alt=""), without).summary == "改动2处：删3字，图片1处"


def test_alternative_text_and_size_of_a_picture() -> None:
    comparison = compared(_figure(), _figure(alt="会议厅", width=400))
    row = next(row for row in comparison.rows if row.kind != "same")
    assert row.notes == ("格式：尺寸300→尺寸400",)
    assert comparison.summary == "改动2处：增1字，删1字，格式1处"


def test_a_figure_in_a_cell() -> None:
    comparison = compared(
        _table("<tr><td>2023</td><td>8000</td></tr>", "<tr><td>2024</td><td>8500</td></tr>"),
        _table("<tr><td>2023</td><td>8000</td></tr>", "<tr><td>2024</td><td>9200</td></tr>"),
    )
    assert [row.kind for row in comparison.rows] == ["same", "changed"]
    assert [s.text for s in comparison.rows[1].new_segments if s.kind == "added"] == ["9200"]


def test_a_row_put_in_between() -> None:
    rows = [f"<tr><td>{year}</td><td>{year * 3}</td></tr>" for year in (2021, 2022, 2023)]
    comparison = compared(_table(rows[0], rows[2]), _table(*rows))
    assert [row.kind for row in comparison.rows] == ["same", "added", "same"]


def test_merged_and_head_cells_are_form() -> None:
    comparison = compared(_table("<tr><td>甲</td></tr>"), _table('<tr><th colspan="2">甲</th></tr>'))
    assert comparison.rows[0].notes == ("格式：无→第1格表头、第1格跨2列",)


def test_a_picture_among_words() -> None:
    comparison = compared(clean("<p>甲乙</p>"), clean('<p>甲<img src="/media/a.png">乙</p>'))
    assert [s.shown for s in comparison.rows[0].new_segments] == ["甲", "〔图片〕", "乙"]
    assert not comparison.is_empty
