"""An issue's own layout: what the search stays near, and what is stored."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from articles.models import Article
from articles.services import Refused
from issues.layouts import base_of, fingerprint, search_layout, use_layout
from issues.models import Issue
from issues.typesetting.document import Fonts, LayoutSpec
from issues.typesetting.manuscript import document_of, spec_of
from periodicals.models import Layout

PAGE = LayoutSpec(
    paper="16K", characters_per_line=18, lines_per_column=34, pitch_pt=18.1, margin_top_mm=20.5,
    margin_inner_mm=24.0, bleed_mm=5.0, running_head="sections", head_rule=False, folio="words",
    folio_place="outer", fonts=Fonts(serif="LXGW WenKai"),
)  # fmt: skip


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    return make_issue(2026, 3, articles=[make_article("甲"), make_article("乙")])


def test_the_whole_page_is_stored_and_comes_back(issue: Issue) -> None:
    row = use_layout(issue, PAGE, actor=None)
    assert spec_of(Layout.objects.get(pk=row.pk)) == PAGE
    own = replace(PAGE, paper="own", paper_width_mm=190.0, paper_height_mm=265.0, margin_inner_mm=None)
    assert use_layout(issue, own, actor=None) == row
    assert spec_of(Layout.objects.get(pk=row.pk)) == own
    issue.refresh_from_db()
    assert document_of(issue).layout == own


def test_a_search_stays_near_the_periodical_s_layout_however_often_it_is_repeated(issue: Issue) -> None:
    usual = issue.periodical.default_layout
    assert base_of(issue) == usual
    use_layout(issue, LayoutSpec(lines_per_column=33, pitch_pt=21.2, title_space_before=1.5), actor=None)
    issue.refresh_from_db()
    assert issue.layout != usual
    assert base_of(issue) == usual


def test_an_issue_on_other_paper_keeps_it(issue: Issue) -> None:
    row = use_layout(issue, PAGE, actor=None)
    issue.refresh_from_db()
    assert base_of(issue) == row


def test_a_layout_found_for_an_older_state_is_refused_whole(issue: Issue) -> None:
    seen = fingerprint(document_of(issue))
    article = issue.entries.select_related("article").get(position=1).article
    article.body = "<p>改过的正文。</p>"
    article.save()
    with pytest.raises(Refused, match="又有改动，这个版式没有采用"):
        use_layout(issue, LayoutSpec(lines_per_column=33), actor=None, seen=seen)
    issue.refresh_from_db()
    assert issue.layout is None
    seen = fingerprint(document_of(issue))
    assert use_layout(issue, LayoutSpec(lines_per_column=33), actor=None, seen=seen)
    with pytest.raises(Refused, match="又有改动"):
        use_layout(issue, LayoutSpec(lines_per_column=34), actor=None, seen=seen)


@pytest.mark.parametrize("pages", [-1, 0, 1, 401, 1000])
def test_no_issue_has_so_many_pages(issue: Issue, pages: int) -> None:
    with pytest.raises(Refused, match="页数请填 2 至 400 之间的整数。"):
        search_layout(issue, pages=pages)


@pytest.mark.parametrize(
    ("at_end", "line"),
    [(True, "（来源：《某报》 2026年2月3日）"), (False, "消息来源：《某报》 2026年2月3日")],
)
def test_the_source_is_worded_as_the_periodical_has_it(
    make_issue: Callable[..., Issue], make_article: Callable[..., Article], at_end: bool, line: str
) -> None:
    articles = [make_article("甲", source="《某报》", source_date="2026-02-03"), make_article("乙")]
    issue = make_issue(2026, 4, articles=articles)
    issue.periodical.source_at_end = at_end
    issue.periodical.save()
    document = document_of(issue)
    assert document.source_at_end is at_end
    assert [article.source for article in document.articles] == [line, ""]
