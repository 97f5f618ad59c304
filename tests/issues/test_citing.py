"""References to an article, as GB/T 7714—2015 and reference managers write them."""

from collections.abc import Callable

import pytest

from articles.models import Article
from issues.citing import authors, bibtex, citation, gbt7714, ris
from issues.metadata import records
from issues.models import ContentsEntry, Issue
from periodicals.models import Periodical

ADDRESS = "https://example.org/2026/1/1/jia-wen/"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("", ()),
        ("张三", ("张三",)),
        ("张三 李四", ("张三", "李四")),
        ("张 三 李四光", ("张三", "李四光")),
        ("本报记者 张三、李四", ("张三", "李四")),
        ("本刊特约记者　张三　通讯员　王五", ("张三", "王五")),
        ("记者：张三；通讯员：王五", ("张三", "王五")),
        ("文/张三", ("张三",)),
        ("张三（某机床厂）、李四", ("张三", "李四")),
        ("作者 John Smith", ("John Smith",)),
        ("某市机械学会", ("某市机械学会",)),
        ("文明", ("文明",)),
        ("张三、张三", ("张三",)),
        ("、，；", ()),
    ],
)
def test_names_of_a_byline(byline: str, names: tuple[str, ...]) -> None:
    assert authors(byline) == names


@pytest.fixture
def entry(
    periodical: Periodical, make_article: Callable[..., Article], make_issue: Callable[..., Issue]
) -> ContentsEntry:
    issue = make_issue(articles=[make_article("甲文", subtitle="——乙事", byline="张三 李四")])
    issue.entries.update(start_page=6, printed_page=5)
    return issue.entries.select_related("article", "issue__periodical").get()


def test_national_standard(entry: ContentsEntry) -> None:
    assert gbt7714(citation(entry, ADDRESS)) == (
        "张三, 李四. 甲文: 乙事[J/OL]. 测试通讯, 2026(1): 5",
        f". {ADDRESS}",
    )


@pytest.mark.parametrize("subtitle", ["——", "—— ", "　", "-"])
def test_a_subtitle_of_dashes_is_none(entry: ContentsEntry, subtitle: str) -> None:
    entry.article.subtitle = subtitle
    assert gbt7714(citation(entry, ADDRESS))[0].startswith("张三, 李四. 甲文[J/OL]")
    assert records.of_entry(entry).whole_title == "甲文"


def test_more_than_three_authors(entry: ContentsEntry) -> None:
    entry.article.byline = "张三、李四、王五、赵六"
    assert gbt7714(citation(entry, ADDRESS))[0].startswith("张三, 李四, 王五, 等. 甲文")


def test_nobody_named_and_no_page(entry: ContentsEntry) -> None:
    entry.article.byline = entry.article.subtitle = ""
    entry.start_page = entry.printed_page = None
    found = citation(entry, ADDRESS)
    assert gbt7714(found)[0] == "甲文[J/OL]. 测试通讯, 2026(1)"
    assert "author" not in bibtex(found)
    assert "pages" not in bibtex(found)
    assert "AU" not in ris(found)
    assert "SP" not in ris(found)


def test_bibtex(entry: ContentsEntry) -> None:
    entry.issue.periodical.issn = "0000-0000"
    assert bibtex(citation(entry, ADDRESS)) == (
        "@article{ceshi-2026-1-1,\n"
        "  title = {{甲文: 乙事}},\n"
        "  author = {{张三} and {李四}},\n"
        "  journal = {测试通讯},\n"
        "  issn = {0000-0000},\n"
        "  year = {2026},\n"
        "  number = {1},\n"
        "  pages = {5},\n"
        f"  url = {{{ADDRESS}}},\n"
        "  langid = {chinese},\n"
        "}\n"
    )


def test_ris(entry: ContentsEntry) -> None:
    assert ris(citation(entry, ADDRESS)).split("\r\n") == [
        "TY  - JOUR", "AU  - 张三", "AU  - 李四", "TI  - 甲文: 乙事", "T2  - 测试通讯", "PY  - 2026",
        "IS  - 1", "SP  - 5", f"UR  - {ADDRESS}", "LA  - zh", "ER  - ", "",
    ]  # fmt: skip


def test_nothing_in_a_title_breaks_out(entry: ContentsEntry) -> None:
    entry.article.title = "50%}的\\{增长\r\nER  - \u2028TY  - #1_a & b"
    found = citation(entry, ADDRESS)
    assert "\n" not in found.title
    assert ris(found).count("\r\nER  - ") == 1
    entry_lines = bibtex(found).splitlines()
    assert entry_lines[1] == (
        r"  title = {{50\%\textbraceright 的\textbackslash \textbraceleft 增长 "
        r"ER - TY - \#1\_a \& b: 乙事}},"
    )
    assert bibtex(found).count("{") == bibtex(found).count("}")
