"""Paragraphs that were moved, changed, split and joined."""

from tests.articles.comparison.bodies import compared, paragraphs

A = "退回和撤回签发，都要写理由，空着不写，按钮就点不下去。"
B = "审稿意见有两种写法：针对全篇的，写在稿件下面。"
C = "一条意见只说一件事，三个问题写成三条，改一条，销一条。"
D = "交换定稿请用系统，不要再用邮件来回传文件。"


def _kinds(old: str, new: str) -> list[tuple[str, int, int, tuple[str, ...]]]:
    return [(row.kind.value, row.old_number, row.new_number, row.notes) for row in compared(old, new).rows]


def test_a_moved_paragraph_says_where_to_and_where_from() -> None:
    comparison = compared(paragraphs(A, B, C, D), paragraphs(B, C, D, A))
    assert [(row.kind, row.notes) for row in comparison.rows if row.notes] == [
        ("moved", ("移至第4段",)),
        ("moved", ("移自第1段",)),
    ]
    assert [row.counterpart for row in comparison.rows if row.counterpart] == [4, 1]
    assert comparison.summary == "改动1处：移动1段"


def test_of_two_that_changed_places_the_shorter_moved() -> None:
    rows = compared(paragraphs(A, "注：短。"), paragraphs("注：短。", A)).rows
    assert [row.kind for row in rows if row.old and row.old.text == A] == ["same"]


def test_a_paragraph_moved_and_changed() -> None:
    comparison = compared(paragraphs(A, B, C, D), paragraphs(B, C, D, A.replace("按钮", "键")))
    assert [row.notes for row in comparison.rows if row.notes] == [
        ("移至第4段", "文字有改动"),
        ("移自第1段", "文字有改动"),
    ]
    assert comparison.summary == "改动2处：增1字，删2字，移动1段"


def test_added_and_removed_paragraphs() -> None:
    assert [kind for kind, *_ in _kinds(paragraphs(A, B), paragraphs(A, C, B))] == ["same", "added", "same"]
    assert [kind for kind, *_ in _kinds(paragraphs(A, C, B), paragraphs(A, B))] == ["same", "removed", "same"]


def test_a_paragraph_beside_a_changed_one_is_found() -> None:
    assert [kind for kind, *_ in _kinds(paragraphs(A, B), paragraphs(C, A.replace("理由", "缘由"), B))] == [
        "added",
        "changed",
        "same",
    ]


def test_a_paragraph_split_in_two_loses_no_mark_on_unchanged_words() -> None:
    assert _kinds(paragraphs(A + B, C), paragraphs(A, B, C)) == [
        ("format", 1, 1, ("格式：一段分为2段",)),
        ("format", 0, 2, ("由第1段拆出",)),
        ("same", 2, 3, ()),
    ]
    assert compared(paragraphs(A + B, C), paragraphs(A, B, C)).summary == "改动1处：格式1处"


def test_two_paragraphs_joined() -> None:
    assert _kinds(paragraphs(A, B, C), paragraphs(A + B, C)) == [
        ("format", 1, 1, ("格式：2段并为一段",)),
        ("format", 2, 0, ("并入第1段",)),
        ("same", 3, 2, ()),
    ]


def test_clauses_alike_are_neither_split_nor_joined() -> None:
    old = [f"第{k}条：按照规定办理有关手续，编号{k * 7}。" for k in range(30)]
    new = [f"第{k + 3}条：按照规定办理有关手续，编号{k * 9}。" for k in range(30)]
    notes = [note for row in compared(paragraphs(*old), paragraphs(*new)).rows for note in row.notes]
    assert not [note for note in notes if note.startswith("格式")]


def test_a_paragraph_in_the_place_of_another_stands_beside_it() -> None:
    assert [kind for kind, *_ in _kinds(paragraphs(A, B, C), paragraphs(A, D, C))] == [
        "same",
        "changed",
        "same",
    ]
