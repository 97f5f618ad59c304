"""What people make of findings: 不改, 恢复, 采用; word lists and rules of a periodical."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import correcting
from articles.correcting import Proof, proof_of
from articles.houserules import Judgement, WordEntry
from articles.models import Article
from articles.proofreading.lists import FIRST_EDITION, Entry, ListError, Purpose, write_csv
from articles.services import Outdated, Refused, save_text
from periodicals.models import Periodical
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

BODY = "<p>截止目前,东山市有<strong>惟一</strong>的编务练习。</p>"


@pytest.fixture
def article(make_article: Callable[..., Article]) -> Article:
    return make_article("东山市开展编务练习", body=BODY, source="东山日报")


def _quotes(proof: Proof) -> list[str]:
    return [remark.finding.quote for remark in proof.open]


def _remark(article: Article, quote: str) -> correcting.Remark:
    return next(remark for remark in proof_of(article).open if remark.finding.quote == quote)


def test_an_article_is_proofread_with_a_fixed_number_of_queries(article: Article) -> None:
    article = Article.objects.select_related("section__periodical").get(pk=article.pk)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert _quotes(proof_of(article)) == ["截止目前", ",", "惟一"]
    assert len(queries) == 3


def test_what_is_dismissed_stays_so_until_the_passage_changes(article: Article, cast: Cast) -> None:
    correcting.dismiss(article, _remark(article, "惟一"), " 专名 ", actor=cast.editor)
    proof = proof_of(article)
    assert _quotes(proof) == ["截止目前", ","]
    assert [(r.finding.quote, r.dismissal.reason) for r in proof.dismissed if r.dismissal] == [
        ("惟一", "专名")
    ]
    article.body = "<p>另起一段。</p>" + BODY
    save_text(article, actor=cast.editor)
    assert "惟一" not in _quotes(proof_of(article))
    article.body = BODY.replace("的编务", "一次编务")
    save_text(article, actor=cast.editor)
    assert "惟一" in _quotes(proof_of(article))


def test_dismissing_needs_a_reason_and_the_permission(article: Article, cast: Cast) -> None:
    remark = _remark(article, "惟一")
    for actor, reason, sentence in (
        (cast.editor, "  ", "须写明理由"),
        (cast.editor, "字" * 201, "超过200字"),
        (cast.print_office, "专名", "没有校对稿件的权限"),
    ):
        with pytest.raises(Refused, match=sentence):
            correcting.dismiss(article, remark, reason, actor=actor)
    assert not Judgement.objects.exists()


def test_dismissing_twice_keeps_the_first_reason(article: Article, cast: Cast) -> None:
    remark = _remark(article, "惟一")
    correcting.dismiss(article, remark, "专名", actor=cast.editor)
    correcting.dismiss(article, remark, "引文", actor=cast.proof_editor)
    assert [j.reason for j in Judgement.objects.all()] == ["专名"]


def test_a_dismissal_is_taken_back(article: Article, cast: Cast) -> None:
    remark = _remark(article, "惟一")
    correcting.dismiss(article, remark, "专名", actor=cast.editor)
    with pytest.raises(Refused):
        correcting.restore(article, remark.key, actor=cast.print_office)
    correcting.restore(article, remark.key, actor=cast.proof_editor)
    correcting.restore(article, remark.key, actor=cast.proof_editor)
    assert "惟一" in _quotes(proof_of(article))


def test_taking_a_suggestion_is_a_change_of_text_by_that_person(article: Article, cast: Cast) -> None:
    stored = correcting.take_suggestion(
        article, _remark(article, "惟一"), actor=cast.proof_editor, seen_version=1
    )
    assert stored.body == BODY.replace("惟一", "唯一")
    assert (stored.version, stored.last_changed_by) == (2, cast.proof_editor)
    assert article.history.latest().history_change_reason == "采用校对建议：惟一 → 唯一"
    assert Judgement.objects.get().verdict == Judgement.Verdict.TAKEN


def test_a_title_is_changed_too(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("东山市惟一的练习", body="<p>正文。</p>", source="东山日报")
    correcting.take_suggestion(article, _remark(article, "惟一"), actor=cast.editor, seen_version=1)
    assert Article.objects.get(pk=article.pk).title == "东山市唯一的练习"


def test_a_title_that_would_become_too_long_is_refused(
    make_article: Callable[..., Article], cast: Cast
) -> None:
    article = make_article("练习" * 98 + "开...", body="<p>正文。</p>", source="东山日报")
    remark = _remark(article, "...")
    longer = replace(remark, finding=replace(remark.finding, suggestion="…" * 9))
    with pytest.raises(Refused, match="改后超过200字"):
        correcting.take_suggestion(article, longer, actor=cast.editor, seen_version=1)
    assert not Judgement.objects.exists()


def test_a_suggestion_made_from_an_older_version_is_refused(article: Article, cast: Cast) -> None:
    remark = _remark(article, "惟一")
    newer = Article.objects.select_related("section__periodical").get(pk=article.pk)
    newer.title = "又改了"
    save_text(newer, actor=cast.editor)
    with pytest.raises(Outdated):
        correcting.take_suggestion(article, remark, actor=cast.proof_editor, seen_version=1)
    assert not Judgement.objects.exists()
    assert Article.objects.get(pk=article.pk).body == BODY


def test_locked_text_is_refused_in_a_sentence(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("东山练习", body=BODY, source="东山日报", signed_off=True)
    with pytest.raises(Refused, match="已终审签发，文字已锁定"):
        correcting.take_suggestion(article, _remark(article, "惟一"), actor=cast.editor, seen_version=1)
    assert not Judgement.objects.exists()


def test_what_suggests_nothing_cannot_be_taken(make_article: Callable[..., Article], cast: Cast) -> None:
    article = make_article("东山练习", body="<p>6月31日截稿。</p>", source="东山日报")
    with pytest.raises(Refused, match="没有可以直接采用的改法"):
        correcting.take_suggestion(article, _remark(article, "6月31日"), actor=cast.editor, seen_version=1)


def test_a_finding_that_is_gone_is_refused(article: Article) -> None:
    with pytest.raises(Refused, match="文字刚改过"):
        correcting.find(proof_of(article), "common-error:0")


def test_the_first_edition_is_there_from_the_beginning(db: None) -> None:
    for purpose in Purpose:
        assert {entry.word for entry in correcting.words(purpose, None)} == {
            entry.word for entry in FIRST_EDITION[purpose].entries
        }


def test_words_of_a_periodical_go_before_those_for_all(
    article: Article, periodical: Periodical, cast: Cast
) -> None:
    WordEntry.objects.create(periodical=periodical, purpose="errors", word="惟一", instead="仅有")
    WordEntry.objects.create(periodical=periodical, purpose="terms", word="编务练习", instead="")
    found = {r.finding.quote: r.finding.suggestion for r in proof_of(article).open}
    assert found["惟一"] == "仅有"
    assert "编务练习" in found


def test_a_file_adds_and_changes_words_and_deletes_none(periodical: Periodical, cast: Cast) -> None:
    WordEntry.objects.create(periodical=periodical, purpose="terms", word="旧词", instead="新词")
    data = write_csv([Entry("旧词", "更新的词"), Entry("另词", "", ("另词典",), "说明")])
    told = correcting.import_words(Purpose.TERMS, data, periodical=periodical, actor=cast.administrator)
    assert told == (1, 1)
    again = correcting.import_words(Purpose.TERMS, data, periodical=periodical, actor=cast.administrator)
    assert again == (0, 0)
    assert correcting.words(Purpose.TERMS, periodical) == [
        Entry("另词", "", ("另词典",), "说明"), Entry("旧词", "更新的词"),
    ] or {e.word for e in correcting.words(Purpose.TERMS, periodical)} == {"旧词", "另词"}  # fmt: skip


def test_a_wrong_file_or_person_changes_nothing(periodical: Periodical, cast: Cast) -> None:
    before = WordEntry.objects.count()
    with pytest.raises(ListError, match="第 3 行没有填"):
        correcting.import_words(
            Purpose.TERMS, "词,应为,例外,说明\n甲,乙,,\n,丙,,\n".encode(), periodical=None,
            actor=cast.administrator,
        )  # fmt: skip
    with pytest.raises(Refused, match="没有更改词表的权限"):
        correcting.import_words(Purpose.TERMS, write_csv([]), periodical=None, actor=cast.editor)
    assert WordEntry.objects.count() == before


def test_a_periodical_does_without_a_rule(article: Article, periodical: Periodical, cast: Cast) -> None:
    on = {record.rule.name for record in correcting.records(periodical)} - {"common-error"}
    correcting.switch_rules(periodical, on, actor=cast.administrator)
    assert _quotes(proof_of(article)) == [","]
    assert [r.rule.name for r in correcting.records(periodical) if not r.is_on] == ["common-error"]
    with pytest.raises(Refused, match="没有更改校对规则的权限"):
        correcting.switch_rules(periodical, [], actor=cast.editor)
    correcting.switch_rules(periodical, on | {"common-error"}, actor=cast.responsible_editor)
    assert len(proof_of(article).open) == 3


def test_the_share_of_false_alarms(article: Article, periodical: Periodical, cast: Cast) -> None:
    correcting.dismiss(article, _remark(article, "惟一"), "专名", actor=cast.editor)
    stored = Article.objects.select_related("section__periodical").get(pk=article.pk)
    correcting.take_suggestion(stored, _remark(stored, "截止目前"), actor=cast.editor, seen_version=1)
    records = {record.rule.name: record for record in correcting.records(periodical)}
    errors = records["common-error"]
    assert (errors.taken, errors.dismissed, errors.rate) == (1, 1, 50)
    assert records["half-width-mark"].rate is None
