"""Words found in one place of an article, what people call the place, and other words put there."""

import pytest

from articles.models import Article
from articles.passages import NoSuchPassage, find
from articles.richtext import plain_text

BODY = (
    "<p>头段。</p><h3>小题目</h3><p>二段有<strong>粗</strong>字 A&amp;B。</p>"
    '<figure class="table"><table><tbody><tr><td><p>格子</p></td></tr></tbody></table></figure>'
    '<figure class="image"><img src="/media/a.png"><figcaption>图注</figcaption></figure>'
    "<ol><li><p>甲项</p></li><li>乙项</li></ol><p>末段<br>换行。</p>"
)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("头段", "第一段"), ("小题目", "小标题"), ("有粗字", "第二段"), ("A&B", "第二段"), ("格子", "表格中"),
        ("图注", "图片说明中"), ("甲项", "第三段"), ("乙项", "第四段"), ("末段", "第五段"),
        ("换行", "第五段"),
    ],
)  # fmt: skip
def test_a_place_is_called_as_readers_count(words: str, place: str) -> None:
    assert find(Article(body=BODY), "body", words).place == place


def test_other_words_leave_the_rest_as_it_is() -> None:
    article = Article(body=BODY, title="旧题《甲》")
    assert find(article, "body", "有粗字 A&B").with_words("无<字>") == BODY.replace(
        "有<strong>粗</strong>字 A&amp;B", "无&lt;字&gt;<strong></strong>"
    )
    assert find(article, "title", "旧题").with_words("新题") == "新题《甲》"
    assert find(article, "body", "换行").with_words("") == BODY.replace("换行", "")


@pytest.mark.parametrize(
    ("count", "place"), [(10, "第十段"), (21, "第二十一段"), (99, "第九十九段"), (120, "第120段")]
)
def test_high_numbers(count: int, place: str) -> None:
    body = "<p>段。</p>" * (count - 1) + "<p>此处。</p>"
    assert find(Article(body=body), "body", "此处").place == place


def test_what_is_empty_is_no_paragraph() -> None:
    body = "<p>头段。</p><p>\xa0</p><p></p><p>此处\ue000。</p>"
    assert find(Article(body=body), "body", "此处").place == "第二段"


def test_a_line_turned_in_the_source_is_copied_as_a_space() -> None:
    found = find(Article(body="<p>Open\nSource 软件。</p>"), "body", "Open Source")
    assert found.with_words("开源") == "<p>开源 软件。</p>"


@pytest.mark.parametrize("new", ["甲\u200b乙", "\u200b", "甲\u2028乙", "甲\u00ad乙", "甲\0乙"])
def test_what_cleaning_would_change_is_not_put_there(new: str) -> None:
    with pytest.raises(NoSuchPassage, match="存不下的字符"):
        find(Article(body=BODY), "body", "头段").with_words(new)


@pytest.mark.parametrize("new", ["<b>甲</b>", "&lt;甲&nbsp;", "甲\xa0乙", "</p><script>甲", "“甲”"])
def test_what_looks_like_markup_is_text(new: str) -> None:
    changed = find(Article(body=BODY), "body", "头段").with_words(new)
    assert plain_text(changed).startswith(new.replace("\xa0", " ") + "。\n小题目")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "抄在这里"),
        ("无此字", "没有找到"),
        ("项", "出现了2次"),
        ("头段。\n小", "不要跨段"),
        ("字" * 301, "抄短些"),
    ],
)
def test_what_is_no_place(words: str, said: str) -> None:
    with pytest.raises(NoSuchPassage, match=said):
        find(Article(body=BODY), "body", words)
