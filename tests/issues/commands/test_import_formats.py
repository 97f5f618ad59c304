"""import_issue on what is no text with a 目录: sections as ○…○, Word, PDF, pages without marks."""

from pathlib import Path

import pytest
from docx import Document

from articles.models import Article
from issues.models import Issue
from issues.services import typeset
from periodicals.models import Periodical
from tests.articles.test_wordfile import saved
from tests.bulletins import bulletin_file
from tests.conftest import Cast
from tests.issues.commands.command_line import Outcome, call
from tests.issues.importing.shapes import pages

pytestmark = pytest.mark.django_db


def _import(path: Path, *options: object, slug: str = "ceshi") -> Outcome:
    return call("import_issue", path, "--periodical", slug, "--actor", "responsible", *options)


def test_the_real_issue_without_contents(cast: Cast, periodical: Periodical) -> None:
    outcome = _import(bulletin_file("zhejiang-2021-09.txt"))
    assert (outcome.status, outcome.err) == (0, "")
    assert "5个栏目，22篇，收入37280字符（原文37280）" in outcome.out
    assert "请在“整期导入”页面上导入" in outcome.out
    issue = Issue.objects.get()
    assert (issue.periodical, issue.year, issue.number) == (periodical, 2021, 9)
    assert Article.objects.exclude(source="").count() == 21


def test_a_new_periodical_needs_a_title(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "2031-05.md"
    path.write_text(f"# 会议消息\n## 柳河新桥通行\n{pages.BRIDGE}\n", "utf-8")
    refused = _import(path, slug="xinkan")
    assert (refused.status, "--title" in refused.err) == (1, True)
    assert _import(path, "--title", "柳河通讯", slug="xinkan").status == 0
    assert Periodical.objects.get().title == "柳河通讯"


def test_a_page_without_marks_needs_year_and_number(
    cast: Cast, periodical: Periodical, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_text("\n".join(pages.FULL_HEAD), "gb18030")
    refused = _import(path)
    assert (refused.status, "--year" in refused.err) == (1, True)
    options = ("--year", 2031, "--number", 5, "--whole-number", 77, "--date", "2031-05-08")
    assert _import(path, *options).status == 0
    issue = Issue.objects.get()
    assert (issue.number, issue.whole_number, issue.issue_date.day) == (5, 77, 8)
    article = issue.entries.order_by("position")[0].article
    assert (article.kicker, article.byline) == ("乡村振兴的路上添了一处新去处", "本报记者 方小禾")


def test_a_date_that_is_none_is_a_bad_argument(cast: Cast, tmp_path: Path) -> None:
    refused = _import(tmp_path / "none.txt", "--date", "31 June")
    assert (refused.status, "命令参数有误" in refused.err) == (1, True)


def test_a_word_file(cast: Cast, periodical: Periodical, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("会议消息", 1)
    for title, text in (("头批春茶住进新房", pages.TEA), ("柳河新桥通行", pages.BRIDGE)):
        document.add_heading(title, 2)
        document.add_paragraph(text)
    path = tmp_path / "2031-05.docx"
    path.write_bytes(saved(document))
    assert _import(path).status == 0
    assert list(Article.objects.order_by("pk").values_list("title", flat=True)) == [
        "头批春茶住进新房", "柳河新桥通行",
    ]  # fmt: skip


def test_our_own_pages_as_a_pdf_come_in_again_whole(cast: Cast, tmp_path: Path) -> None:
    assert _import(bulletin_file("shanxi-2024-08.txt"), slug="shanxi").status == 0
    first = {article.title: article.plain_text for article in Article.objects.all()}
    path = tmp_path / "issue.pdf"
    path.write_bytes(typeset(Issue.objects.get(), actor=None).pdf)
    Issue.objects.all().delete()
    Article.objects.all().delete()
    outcome = _import(path, slug="shanxi")
    assert (outcome.status, outcome.err) == (0, "")
    second = {article.title: article.plain_text for article in Article.objects.all()}

    def bare(texts: dict[str, str]) -> dict[str, str]:
        return {"".join(title.split()): "".join(text.split()) for title, text in texts.items()}

    assert bare(second) == bare(first)
    assert Issue.objects.get().whole_number == 420
