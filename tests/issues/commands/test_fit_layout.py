"""fit_layout: an issue gets a layout of its own that comes to the aim."""

from collections.abc import Callable
from pathlib import Path

import pytest

from accounts.models import User
from articles.models import Article
from articles.services import Refused
from issues.layouts import use_layout
from issues.models import ContentsEntry, Issue
from issues.typesetting.document import LayoutSpec
from issues.typesetting.manuscript import document_of, spec_of
from issues.typesetting.render import count_pages
from periodicals.models import Layout
from tests.conftest import Cast
from tests.issues.commands.command_line import call

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    long = "".join(f"<p>{'这一段用来把版面填满。' * 30}</p>" for _ in range(9))
    return make_issue(2026, 3, articles=[make_article("甲", body=long), make_article("乙", body=long)])


def test_a_number_of_pages_is_reached_and_the_layout_stays_with_the_issue(issue: Issue) -> None:
    default = issue.periodical.default_layout
    now = count_pages(document_of(issue)).pages
    outcome = call("fit_layout", "ceshi", 2026, 3, "--pages", now + 1)
    assert (outcome.status, outcome.err) == (0, "")
    assert f"：{now + 1}页\n" in outcome.out
    issue.refresh_from_db()
    assert issue.layout is not None
    assert issue.layout != default
    assert str(issue.layout) == "《测试通讯》2026年第3期"
    assert Layout.objects.get(pk=default.pk) == default
    # The pages of the 目录 are those of the new layout at once.
    assert count_pages(document_of(issue)).page_of == dict(issue.entries.values_list("pk", "start_page"))
    use_layout(issue, LayoutSpec(), actor=None)
    assert Layout.objects.filter(name__contains="2026年第3期").count() == 1


def test_printed_page_numbers_are_reached_entry_by_entry(issue: Issue) -> None:
    wider = LayoutSpec(characters_per_line=20, lines_per_column=32, pitch_pt=21.9)
    use_layout(issue, wider, actor=None)
    printed = count_pages(document_of(issue)).page_of
    for entry, page in printed.items():
        ContentsEntry.objects.filter(pk=entry).update(printed_page=page)
    Issue.objects.update(layout=None)
    outcome = call("fit_layout", "ceshi", 2026, 3, "--printed")
    assert outcome.status == 0
    assert "页码与印本一致 2/2" in outcome.out


def test_what_cannot_be_had_is_told_entry_by_entry_with_the_limits(issue: Issue) -> None:
    issue.entries.update(printed_page=99)
    outcome = call("fit_layout", "ceshi", 2026, 3, "--printed", "--dry-run")
    assert outcome.status == 0
    assert "页码与印本一致 0/2" in outcome.out
    assert "试过的限度：每行19至23字" in outcome.out
    assert "  印本第99页，排在第1页：甲" in outcome.out
    issue.refresh_from_db()
    assert issue.layout is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--printed",), "《测试通讯》2026年第3期没有印本页码：印本页码只在整期导入时随目录登记。\n"),
        ((), "命令参数有误"),
        (("--pages", "x"), "命令参数有误（--pages）"),
        (("--pages", "0"), "页数请填 2 至 400 之间的整数。"),
        (("--pages", "4", "--printed"), "命令参数有误"),
    ],
)
def test_a_wrong_call_is_one_sentence(words: tuple[str, ...], sentence: str, issue: Issue) -> None:
    outcome = call("fit_layout", "ceshi", 2026, 3, *words)
    assert outcome.status == 1
    assert outcome.err.startswith(sentence)
    assert outcome.err.count("\n") == 1


def test_only_who_may_edit_the_issue_gives_it_a_layout(issue: Issue, cast: Cast) -> None:
    with pytest.raises(Refused, match="没有编排期次的权限"):
        use_layout(issue, LayoutSpec(), actor=User.objects.create_user("nobody"))


def test_a_layout_shared_by_others_is_not_changed(issue: Issue, make_issue: Callable[..., Issue]) -> None:
    first = use_layout(issue, LayoutSpec(lines_per_column=33), actor=None)
    other = make_issue(2026, 4)
    other.layout = first
    other.save()
    second = use_layout(issue, LayoutSpec(lines_per_column=34), actor=None)
    first.refresh_from_db()
    assert (first.lines_per_column, second.lines_per_column) == (33, 34)


def test_a_layout_that_does_not_fit_the_paper_is_refused(issue: Issue) -> None:
    with pytest.raises(Refused, match="放不下"):
        use_layout(issue, LayoutSpec(lines_per_column=60), actor=None)


def test_stored_and_read_again_a_layout_is_the_same(issue: Issue, tmp_path: Path) -> None:
    spec = LayoutSpec(characters_per_line=22, lines_per_column=31, pitch_pt=22.6, title_space_before=0.25)
    row = use_layout(issue, spec, actor=None)
    assert spec_of(Layout.objects.get(pk=row.pk)) == spec
