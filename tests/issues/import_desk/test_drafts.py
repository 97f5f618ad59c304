"""A draft is its owner's, changes step by step, and becomes an issue as a whole or not at all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from articles.models import Article
from articles.services import Refused
from articles.workflow import Status
from issues.import_desk import drafts
from issues.importing.bulletin import BulletinError
from issues.importing.cuts import Become
from issues.models import ContentsEntry, ImportDraft, Issue
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.importing.made_up import ARCHIVES, MEETING, SECTIONS, STAMPS, issue

pytestmark = pytest.mark.django_db


def place_of(draft: ImportDraft, words: str, nth: int = -1) -> int:
    """The place of a line that consists of these words, the last one of them."""
    lines = drafts.source_for(draft).lines
    return [at for at, line in enumerate(lines) if line.text.strip() == words][nth]


def titles(draft: ImportDraft) -> list[str]:
    return [article.title for article in drafts.bulletin_of(draft).articles]


def test_a_draft_keeps_what_was_read(draft: ImportDraft) -> None:
    assert (draft.title, draft.year, draft.number, draft.whole_number) == ("办公室通讯", 2031, 5, 77)
    assert len(draft.letters) == len(drafts.source_for(draft).lines)
    assert [len(section.articles) for section in drafts.bulletin_of(draft).sections] == [
        len(articles) for _, articles in SECTIONS
    ]
    assert not Issue.objects.exists()


def test_what_cannot_be_read_leaves_no_draft(begin: Callable[..., ImportDraft]) -> None:
    with pytest.raises(BulletinError):
        begin(" \n ")
    assert not ImportDraft.objects.exists()


def test_what_no_page_could_show_is_refused(begin: Callable[..., ImportDraft]) -> None:
    with pytest.raises(Refused, match="请分期上传"):
        begin("一句话。\n" * 12_001)


def test_a_step_changes_lines_and_is_undone(draft: ImportDraft, cast: Cast) -> None:
    at = place_of(draft, ARCHIVES.title)
    changed = drafts.become(draft, [at], Become.PARAGRAPH, actor=cast.responsible_editor)
    assert drafts.bulletin_of(changed).articles[1].paragraphs == ()
    undone = drafts.undo(draft, actor=cast.responsible_editor)
    assert undone.letters == draft.letters
    with pytest.raises(Refused, match="没有可以撤销"):
        drafts.undo(draft, actor=cast.responsible_editor)


def test_a_step_that_changes_nothing_is_no_step(draft: ImportDraft, cast: Cast) -> None:
    at = place_of(draft, ARCHIVES.title)
    assert drafts.become(draft, [at], Become.TITLE, actor=cast.responsible_editor).steps == []


def test_saying_so_makes_a_line_sure(begin: Callable[..., ImportDraft], cast: Cast) -> None:
    draft = begin("一个题目\n本报记者 方小禾\n这里是一段话。\n像题目的一行\n又是一段话。")
    assert list(draft.doubts) == ["3"]
    sure = drafts.approve(draft, [3], actor=cast.responsible_editor)
    assert sure.doubts == {}
    assert drafts.undo(draft, actor=cast.responsible_editor).doubts == draft.doubts
    titled = drafts.become(draft, [3], Become.TITLE, actor=cast.responsible_editor)
    assert titled.doubts == {}
    assert titles(titled) == ["一个题目", "像题目的一行"]


def test_a_boundary_moves_up_and_down(begin: Callable[..., ImportDraft], cast: Cast) -> None:
    draft = begin("# 甲\n一句话。\n# 乙\n二句话。\n三句话。")
    assert draft.letters == "tptpp"
    up = drafts.shift(draft, 2, -1, actor=cast.responsible_editor)
    assert (up.letters, titles(up)) == ("ttypp", ["甲", "一句话。乙"])
    back = drafts.undo(draft, actor=cast.responsible_editor)
    down = drafts.shift(back, 2, 1, actor=cast.responsible_editor)
    assert (down.letters, titles(down)) == ("tpjtp", ["甲", "二句话。"])
    with pytest.raises(Refused, match="尽头"):
        drafts.shift(down, 4, 1, actor=cast.responsible_editor)


def test_joining_two_paragraphs(begin: Callable[..., ImportDraft], cast: Cast) -> None:
    draft = begin("# 甲\n# 乙\n一句话。\n二句话。")
    joined = drafts.become(draft, [3], Become.CONTINUATION, actor=cast.responsible_editor)
    assert [p.text for p in drafts.bulletin_of(joined).articles[-1].paragraphs] == ["一句话。二句话。"]


def test_another_person_has_no_hand_in_it(draft: ImportDraft, cast: Cast) -> None:
    with pytest.raises(Refused, match="不在"):
        drafts.become(draft, [0], Become.TITLE, actor=cast.superuser)
    with pytest.raises(Refused, match="没有整期导入的权限"):
        drafts.become(draft, [0], Become.TITLE, actor=cast.editor)


def test_drafts_that_nobody_touches_are_thrown_away(
    draft: ImportDraft, begin: Callable[..., ImportDraft]
) -> None:
    ImportDraft.objects.update(updated_at=timezone.now() - ImportDraft.LIFETIME - timedelta(hours=1))
    new = begin()
    assert list(ImportDraft.objects.all()) == [new]


def test_importing_writes_the_issue_with_its_articles(
    draft: ImportDraft, cast: Cast, periodical: Periodical
) -> None:
    made = drafts.take_in(draft, actor=cast.responsible_editor)
    assert (made.periodical, made.year, made.number, made.whole_number) == (periodical, 2031, 5, 77)
    assert [entry.article.title for entry in made.entries.order_by("position")] == titles(draft)
    draft.refresh_from_db()
    assert draft.issue == made
    with pytest.raises(Refused, match="已经导入"):
        drafts.become(draft, [0], Become.TITLE, actor=cast.responsible_editor)
    with pytest.raises(Refused, match="已经导入"):
        drafts.take_in(draft, actor=cast.responsible_editor)


def test_heads_and_credits_come_in(begin: Callable[..., ImportDraft], cast: Cast) -> None:
    draft = begin("引题在上\n题目\n副题在下\n本报记者 方小禾\n这里是一段话。\n（来源：东山日报）")
    for at, become in enumerate([Become.KICKER, Become.TITLE, Become.SUBTITLE]):
        draft = drafts.become(draft, [at], become, actor=cast.responsible_editor)
    draft = drafts.correct(draft, {"year": 2031, "number": 5}, actor=cast.responsible_editor)
    drafts.take_in(draft, actor=cast.responsible_editor)
    article = Article.objects.get()
    assert (article.kicker, article.title, article.subtitle) == ("引题在上", "题目", "副题在下")
    assert (article.byline, article.source) == ("本报记者 方小禾", "东山日报")


def test_a_new_periodical_comes_with_the_issue(begin: Callable[..., ImportDraft], cast: Cast) -> None:
    draft = begin()
    assert draft.periodical is None
    assert any("刊物" in reason for reason in drafts.hindrances(draft, drafts.bulletin_of(draft)))
    draft = drafts.correct(draft, {"slug": "bangongshi"}, actor=cast.responsible_editor)
    made = drafts.take_in(draft, actor=cast.responsible_editor)
    assert (made.periodical.title, made.periodical.slug) == ("办公室通讯", "bangongshi")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"year": None}, "还没有填年份和期号"),
        ({"whole_number": 9}, "总期号"),
        ({"number": 4}, "已经存在"),
    ],
)
def test_what_hinders_is_said_before_and_nothing_is_written(
    values: dict[str, object], sentence: str, draft: ImportDraft, cast: Cast,
    make_issue: Callable[..., Issue],
) -> None:  # fmt: skip
    make_issue(2031, 4, whole_number=76)
    draft = drafts.correct(draft, values, actor=cast.responsible_editor)
    assert any(sentence in reason for reason in drafts.hindrances(draft, drafts.bulletin_of(draft)))
    with pytest.raises(Refused, match=sentence):
        drafts.take_in(draft, actor=cast.responsible_editor)
    assert (Issue.objects.count(), Article.objects.count()) == (1, 0)


def test_text_without_a_title_and_a_title_too_long_hinder(draft: ImportDraft, cast: Cast) -> None:
    first = place_of(draft, "会议消息")
    wrong = drafts.become(draft, [first], Become.PARAGRAPH, actor=cast.responsible_editor)
    assert any("没有题目" in reason for reason in drafts.hindrances(wrong, drafts.bulletin_of(wrong)))
    every = range(first, len(draft.letters))
    wrong = drafts.become(draft, list(every), Become.TITLE_MORE, actor=cast.responsible_editor)
    assert any("超过200字" in reason for reason in drafts.hindrances(wrong, drafts.bulletin_of(wrong)))


def test_what_fails_late_leaves_nothing(
    draft: ImportDraft, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(ContentsEntry.objects, "filter", fail)
    with pytest.raises(DatabaseError, match="gone"):
        drafts.take_in(draft, actor=cast.responsible_editor)
    monkeypatch.undo()
    draft.refresh_from_db()
    assert draft.issue is None
    assert not Issue.objects.exists()
    assert not Article.objects.exists()


def test_registering_as_printed(draft: ImportDraft, cast: Cast) -> None:
    made = drafts.take_in(draft, actor=cast.responsible_editor)
    assert drafts.register(made, actor=cast.responsible_editor) == 4
    assert set(Article.objects.values_list("status", flat=True)) == {Status.SIGNED_OFF}
    assert drafts.register(made, actor=cast.responsible_editor) == 0


def test_an_article_without_text_keeps_all_from_being_registered(
    begin: Callable[..., ImportDraft], periodical: Periodical, cast: Cast
) -> None:
    text = issue(body_text="会议消息\n\n" + "\n\n".join([*MEETING.body, *STAMPS.body]))
    draft = drafts.correct(begin(text), {"periodical": periodical}, actor=cast.responsible_editor)
    made = drafts.take_in(draft, actor=cast.responsible_editor)
    with pytest.raises(Refused, match="还没有正文"):
        drafts.register(made, actor=cast.responsible_editor)
    assert set(Article.objects.values_list("status", flat=True)) == {Status.DRAFT}


def test_throwing_a_draft_away(draft: ImportDraft, cast: Cast) -> None:
    drafts.discard(draft, actor=cast.responsible_editor)
    assert not ImportDraft.objects.exists()
