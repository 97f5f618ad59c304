"""The one form of texts and queries."""

import pytest

from issues.search.bigrams import fold, plain_form, words


@pytest.mark.parametrize(
    ("text", "plain", "known"),
    [
        ("现在AI时代", " 现在 ai 时代 ", ["现在", "在", "ai", "时代", "代"]),
        ("５Ｇ基站", " 5 g 基站 ", ["5", "g", "基站", "站"]),
        ("发展，建设。", " 发展 建设 ", ["发展", "展", "建设", "设"]),
        ("2024年8月", " 2024 年 8 月 ", ["2024", "年", "8", "月"]),
        ("GB/T 15834—2011", " gb t 15834 2011 ", ["gb", "t", "15834", "2011"]),
        ("①㎡ﬁ", " 1 m 2 fi ", ["1", "m", "2", "fi"]),
        ("cafe\u0301 É", " café é ", ["café", "é"]),
        ("〇一々", " 〇一々 ", ["〇一", "一々", "々"]),
        ("𠮷野家カメラ", " 𠮷野家カメラ ", ["𠮷野", "野家", "家カ", "カメ", "メラ", "ラ"]),
        ("a_b", " a b ", ["a", "b"]),
        ("x" * 70, f" {'x' * 64} {'x' * 6} ", ["x" * 64, "x" * 6]),
        ("", "", []),
        ("，。！ \0\n", "", []),
    ],
)
def test_plain_form_and_words(text: str, plain: str, known: list[str]) -> None:
    assert plain_form(text) == plain
    assert list(words(plain)) == known


def test_every_chinese_character_begins_exactly_one_word() -> None:
    plain = plain_form("一台机床AI时代的")
    begins = [word[0] for word in words(plain) if not word.isascii()]
    assert "".join(begins) == "一台机床时代的"


def test_folding_loses_no_character() -> None:
    assert fold("ＡｂＣ１２，。") == "abc12,。"
    assert all(fold(chr(code)) for code in range(0x20, 0x3000))
