"""A Word manuscript becomes title, byline, source and a text in our own markup."""

from datetime import date

import pytest

from articles.intake.blocks import as_html
from articles.intake.reading import BLANK, NO_ENCODING, NO_KIND, OTHER_KINDS, Read, read_file
from articles.wordfile import NO_TEXT, OLD, WordFileError
from tests.articles.intake import words
from tests.articles.intake.words import CENTRE, RIGHT, Word

TODAY = date(2031, 11, 1)


def read(data: bytes, name: str = "来稿.docx") -> Read:
    return read_file(data, name, today=TODAY)


def text_of(result: Read) -> str:
    return as_html(result.manuscript.blocks, {n: f"/media/{n}.png" for n in range(len(result.pictures))})


def test_everything_at_its_place() -> None:
    result = read(words.article())
    found = result.manuscript
    assert (found.kicker, found.title, found.subtitle) == (
        "茶余饭后", "办公室添置新茶壶", "——记茶水间的变化",
    )  # fmt: skip
    assert (found.byline, found.source, found.source_date) == ("张三 李四", "东山日报", date(2031, 9, 18))
    assert text_of(result) == (
        "<p>2031年9月18日《东山日报》：茶水间添了一把新茶壶，值班的人每天轮流烧水。</p><h3>一、水温</h3>"
        "<p>水的分子式是H<sub>2</sub>O，占地2m<sup>2</sup>，要<strong>烧开</strong>。</p>"
        "<ul><li>甲组管周一</li><li>乙组管周二</li></ul>"
        '<figure class="table"><table><tbody><tr><td>壶</td><td>两把</td></tr>'
        "<tr><td>杯</td><td>十个</td></tr></tbody></table></figure>"
        '<figure class="image"><img src="/media/0.png">'
        "<figcaption>图1 新茶壶　□本报记者 张三 摄</figcaption></figure><p>大家都很高兴。</p>"
    )
    assert found.remarks == []


def test_styles_say_what_is_a_heading() -> None:
    word = Word()
    word.line("题目", style="Heading 1")
    word.line("第一段。")
    word.line("小题", style="Heading 2")
    word.line("更小的题", style="Heading 3")
    own = word.document.styles.add_style("本单位小标题", 1)
    own.base_style = word.document.styles["Heading 2"]
    word.line("又一小题", style="本单位小标题")
    word.line("末段。")
    result = read(word.bytes())
    assert result.manuscript.title == "题目"
    assert text_of(result) == ("<p>第一段。</p><h3>小题</h3><h4>更小的题</h4><h3>又一小题</h3><p>末段。</p>")


def test_numbers_that_word_counts_stay() -> None:
    word = Word()
    word.line("题目", 22, CENTRE)
    word.numbered("总则", "chineseCountingThousand", "%1、", 91)
    word.line("第一段。")
    word.numbered("附则", "chineseCountingThousand", "%1、", 91)
    word.numbered("甲", "decimal", "%1.", 92)
    word.numbered("乙", "decimal", "%1.", 92)
    word.line("中断的一段。")
    word.numbered("先烧水", "decimal", "%1.", 93)
    word.line("说明。")
    word.numbered("后倒水", "decimal", "%1.", 93)
    assert text_of(read(word.bytes())) == (
        "<h3>一、总则</h3><p>第一段。</p><h3>二、附则</h3><ol><li>甲</li><li>乙</li></ol><p>中断的一段。</p>"
        "<p>1.先烧水</p><p>说明。</p><p>2.后倒水</p>"
    )


def test_tracked_changes_comments_and_dress() -> None:
    word = Word()
    word.line("题目", 22, CENTRE)
    paragraph = word.line("原来的字")
    words.insert(paragraph, "，插入的字")
    words.delete(paragraph, "，删去的字")
    words.colour(paragraph)
    struck = word.line("划掉的字。")
    struck.runs[0].font.strike = True
    hidden = word.line("看得见。")
    hidden.add_run("看不见。").font.hidden = True
    words.formula(word.line("设"), "a+b")
    word.document.add_comment(hidden.runs, text="这句要核对", author="甲")
    result = read(word.bytes())
    assert text_of(result) == "<p>原来的字，插入的字</p><p>划掉的字。</p><p>看得见。</p><p>设a+b</p>"
    assert result.manuscript.remarks == [
        "修订中新插入的文字 1 处已收入。",
        "修订中删去的文字 1 处没有收入。",
        "批注 1 条没有收入。",
        "有 1 处文字的颜色、底色或下划线没有带入。",
        "有 1 处加了删除线的文字，已作一般文字收入，请核对。",
        "有 1 处隐藏的文字没有收入。",
        "有 1 个公式只收入了字符，请核对。",
    ]


def test_merged_cells_and_lists_within_lists() -> None:
    word = Word()
    word.line("题目", 22, CENTRE)
    table = word.document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合"
    table.cell(1, 0).text = "甲"
    table.cell(1, 1).add_paragraph("乙一")
    table.cell(1, 1).add_paragraph("乙二")
    word.line("一层", style="List Bullet")
    word.line("二层", style="List Bullet 2")
    result = read(word.bytes())
    assert text_of(result) == (
        '<figure class="table"><table><tbody><tr><td colspan="2">合</td></tr>'
        "<tr><td>甲</td><td><p>乙一</p><p>乙二</p></td></tr></tbody></table></figure>"
        "<ul><li>一层</li><li>二层</li></ul>"
    )
    assert result.manuscript.remarks == ["有 1 张表格有合并的单元格，请核对。"]


def test_what_is_signed_below_a_document_stays() -> None:
    word = Word()
    word.line("关于节约用水的通知", 22, CENTRE)
    word.line("东档发〔2031〕5号", 14, CENTRE)
    word.line("请各室节约用水。")
    word.line("东山市档案局", side=RIGHT)
    word.line("2031年5月8日", side=RIGHT)
    result = read(word.bytes())
    assert result.manuscript.title == "关于节约用水的通知"
    assert text_of(result) == (
        "<p>东档发〔2031〕5号</p><p>请各室节约用水。</p><p>东山市档案局</p><p>2031年5月8日</p>"
    )


def test_without_a_title_the_file_gives_its_name() -> None:
    word = Word()
    word.line("茶水间添了一把新茶壶，大家轮流烧水。")
    found = read(word.bytes(), "新茶壶.docx").manuscript
    assert found.title == "新茶壶"
    assert found.remarks == ["文件里没有认出标题，暂用文件名代替，请核对。"]


def test_a_picture_alone_is_a_manuscript_too() -> None:
    word = Word()
    word.picture()
    result = read(word.bytes(), "图.docx")
    assert (result.manuscript.title, len(result.pictures)) == ("图", 1)
    assert text_of(result) == '<figure class="image"><img src="/media/0.png"></figure>'


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "老.doc", OLD),
        (Word().bytes(), "空.docx", NO_TEXT),
        (b"%PDF-1.7", "a.pdf", OTHER_KINDS[b"%PDF"]),
        (b"abc", "a.wps", NO_KIND),
        (b"\x81\x30\xff\xff", "a.txt", NO_ENCODING),
        ("　\n".encode(), "a.txt", BLANK),
        (b"", "a.txt", "这个文件是空的，请重新选择。"),
    ],
)
def test_what_is_not_read_gets_one_sentence(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(WordFileError) as refused:
        read(data, name)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_plain_text(encoding: str) -> None:
    text = (
        "新茶壶\r\n——记茶水间\r\n作者：张三\r\n\r\n　　来自东山网消息：茶壶到了。\r\n"
        "一、水温\r\n烧开再喝。\r\n"
        "（原题：《茶壶》）\r\n"
    )
    result = read(text.encode(encoding), "a.txt")
    found = result.manuscript
    assert (found.title, found.subtitle, found.byline, found.source, found.original_title) == (
        "新茶壶", "——记茶水间", "张三", "东山网", "茶壶",
    )  # fmt: skip
    assert text_of(result) == "<p>来自东山网消息：茶壶到了。</p><h3>一、水温</h3><p>烧开再喝。</p>"
