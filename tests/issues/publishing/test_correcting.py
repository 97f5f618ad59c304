"""更正: proposed by one, confirmed by another, and then text, sign-off, note and index at one moment."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article, StatusChange
from articles.services import save_text
from issues import public
from issues.corrections import confirm, decline, propose, standing_text, take_back
from issues.models import Correction, CorrectionState, Issue, PressFile, SearchText
from issues.press.releases import recall
from issues.publishing import publish, withdraw
from issues.services import Refused
from tests.conftest import Cast

pytestmark = pytest.mark.django_db
BODY = (
    "<p>头一段。</p><h3>小题</h3><p>去年<strong>产量</strong>增长百分之五。</p><ul><li>第三条说明。</li></ul>"
)


@pytest.fixture
def proposed(article: Article, cast: Cast) -> Callable[..., Correction]:
    """A correction of the article's text, proposed by its editor: ``proposed("原文", "应为")``."""
    Article.objects.filter(pk=article.pk).update(body=BODY)
    article.refresh_from_db()
    Article.objects.filter(pk=article.pk).update(signed_off_digest=article.text_digest())
    article.refresh_from_db()

    def proposed(passage: str = "百分之五", replacement: str = "百分之六", **more: object) -> Correction:
        values = {"field": "body", "actor": cast.editor} | more
        return propose(article, passage=passage, replacement=replacement, **values)  # type: ignore[arg-type]

    return proposed


def test_everything_follows_at_once(
    client: Client, article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    pages = list(article.entry.issue.entries.values_list("start_page", "printed_page"))
    correction = proposed()
    assert "百分之五" in client.get("/2026/3/2/yi-wen/").content.decode()
    confirm(correction, actor=cast.final_reviewer, seen_version=article.version)
    article.refresh_from_db()
    assert article.body == BODY.replace("百分之五", "百分之六")
    assert article.is_signed_off
    assert article.signed_off_digest == article.text_digest()
    record = article.history.latest()
    assert (record.version, record.history_user, record.history_change_reason) == (
        2, cast.editor, "更正（丙终审确认）",
    )  # fmt: skip
    assert SearchText.objects.get(entry__article=article).text.count("百分之六") == 1
    assert list(article.entry.issue.entries.values_list("start_page", "printed_page")) == pages
    assert PressFile.objects.count() == 1
    text = client.get("/2026/3/2/yi-wen/").content.decode()
    assert "第二段“百分之五”应为“百分之六”。" in text
    assert "更正；网页已改，印本和 PDF 未改。" in text
    assert "第二段“百分之五”应为“百分之六”。" in client.get("/2026/3/").content.decode()
    assert "更正；" not in client.get("/2026/3/1/jia-wen/").content.decode()


def test_who_proposes_does_not_confirm(
    article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    correction = proposed(actor=cast.final_reviewer)
    with pytest.raises(Refused, match="须由别人确认"):
        confirm(correction, actor=cast.final_reviewer, seen_version=article.version)
    correction = proposed("头一段", "第一段", actor=cast.superuser)
    with pytest.raises(Refused, match="须由别人确认"):
        confirm(correction, actor=cast.superuser, seen_version=article.version)
    assert set(Correction.objects.values_list("state", flat=True)) == {CorrectionState.PROPOSED}


def test_who_wrote_the_text_does_not_confirm_either(
    article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    Article.objects.update(created_by=cast.final_reviewer)
    with pytest.raises(Refused, match="写过《乙文》的文字，更正须由别人确认"):
        confirm(proposed(), actor=cast.final_reviewer, seen_version=article.version)


def test_a_periodical_may_relax_it_and_the_record_says_so(
    article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    periodical = article.section.periodical
    periodical.four_eyes = False
    periodical.save()
    correction = proposed(actor=cast.final_reviewer)
    confirm(correction, actor=cast.final_reviewer, seen_version=article.version)
    correction.refresh_from_db()
    assert correction.separation_waived


def test_only_who_may_sign_off_confirms(
    article: Article, proposed: Callable[..., Correction], cast: Cast, second_reviewer: User
) -> None:
    correction = proposed()
    for actor in (cast.proof_editor, cast.responsible_editor, cast.administrator, cast.print_office):
        with pytest.raises(Refused, match="权限"):
            confirm(correction, actor=actor, seen_version=article.version)
        with pytest.raises(Refused, match="权限"):
            decline(correction, actor=actor, comment="不必")
    for actor in (cast.print_office, cast.administrator, cast.outsider):
        with pytest.raises(Refused, match="权限"):
            proposed(actor=actor)
    confirm(correction, actor=second_reviewer, seen_version=article.version)
    with pytest.raises(Refused, match="已办过：已更正"):
        confirm(correction, actor=cast.final_reviewer, seen_version=article.version + 1)
    with pytest.raises(Refused, match="已办过：已更正"):
        decline(correction, actor=cast.final_reviewer, comment="不必")


def test_what_changed_meanwhile_is_looked_at_again(
    article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    first, second = proposed(), proposed("增长百分之五", "下降百分之五")
    confirm(first, actor=cast.final_reviewer, seen_version=article.version)
    with pytest.raises(Refused, match="刚有改动"):
        confirm(second, actor=cast.final_reviewer, seen_version=article.version)
    with pytest.raises(Refused, match="没有找到“增长百分之五”"):
        confirm(second, actor=cast.final_reviewer, seen_version=article.version + 1)
    assert standing_text(Correction.objects.get(pk=second.pk)) is None
    decline(second, actor=cast.final_reviewer, comment="原数无误")
    article.refresh_from_db()
    assert "增长百分之六" in article.body


def test_a_corrected_title_moves_the_address(
    client: Client, article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    confirm(
        proposed("乙文", "乙方的文", field="title"), actor=cast.final_reviewer, seen_version=article.version
    )
    moved = client.get("/2026/3/2/yi-wen/")
    assert (moved.status_code, moved["Location"]) == (301, "/2026/3/2/yi-fang-de-wen/")
    text = client.get(moved["Location"]).content.decode()
    assert "标题“乙文”应为“乙方的文”。" in text
    assert SearchText.objects.get(entry__article=article).title.strip() == "乙方的文"


def test_a_note_alone_changes_no_text(
    client: Client, article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    correction = propose(article, actor=cast.editor, note="印本第3页图注误作“甲地”。")
    confirm(correction, actor=cast.final_reviewer, seen_version=article.version)
    article.refresh_from_db()
    assert article.version == 1
    text = client.get("/2026/3/2/yi-wen/").content.decode()
    assert "印本第3页图注误作“甲地”。" in text
    assert "网页已改" not in text
    with pytest.raises(Refused, match="写明给读者的更正说明"):
        propose(article, actor=cast.editor)


@pytest.mark.parametrize(
    ("passage", "replacement", "said"),
    [
        ("没有的字", "别的", "没有找到"),
        ("。", "！", "出现了"),
        ("百分之五", "百分之五", "与原文相同"),
        ("", "别的", "抄在这里"),
        ("头一段。\n小题", "别的", "一段之内"),
        ("头一段。", "", "整个空了"),
        ("百分之五", "字" * 301, "不超过300字"),
        ("字" * 301, "别的", "抄短些"),
    ],
)
def test_what_cannot_be_a_correction(
    proposed: Callable[..., Correction], passage: str, replacement: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        proposed(passage, replacement)
    assert not Correction.objects.exists()


def test_a_title_is_not_corrected_away(proposed: Callable[..., Correction]) -> None:
    with pytest.raises(Refused, match="整个空了"):
        proposed("乙文", "", field="title")
    with pytest.raises(Refused, match="更正哪里"):
        proposed("乙文", "丁文", field="status")


def test_the_same_is_proposed_once_and_taken_back_by_who_proposed_it(
    proposed: Callable[..., Correction], cast: Cast
) -> None:
    correction = proposed()
    with pytest.raises(Refused, match="已经提出过更正"):
        proposed()
    with pytest.raises(Refused, match="由提出的人撤回"):
        take_back(correction, actor=cast.proof_editor)
    take_back(correction, actor=cast.editor)
    assert proposed() != correction


def test_what_has_not_appeared_is_changed_in_the_manuscript(
    planned: Issue, make_article: Callable[..., Article], cast: Cast
) -> None:
    for article in (Article.objects.get(title="乙文"), make_article("未编入")):
        with pytest.raises(Refused, match="还没有发布"):
            propose(article, actor=cast.editor, note="说明")


def test_the_text_stays_locked_otherwise(
    article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    confirm(proposed(), actor=cast.final_reviewer, seen_version=article.version)
    article.refresh_from_db()
    article.body = "<p>别的文字。</p>"
    with pytest.raises(Refused, match="已锁定"):
        save_text(article, actor=cast.editor)
    assert StatusChange.objects.filter(article=article).count() == 1


def test_a_text_that_is_not_what_was_signed_off_is_not_corrected(
    article: Article, proposed: Callable[..., Correction], cast: Cast
) -> None:
    correction = proposed()
    Article.objects.filter(pk=article.pk).update(byline="谁")
    with pytest.raises(Refused, match="与终审签发时不同"):
        confirm(correction, actor=cast.final_reviewer, seen_version=article.version)


def test_a_corrected_issue_may_be_withdrawn_and_appear_again(
    published: Issue, article: Article, cast: Cast
) -> None:
    correction = propose(article, actor=cast.editor, field="body", passage="正文", replacement="文字")
    confirm(correction, actor=cast.final_reviewer, seen_version=article.version)
    issue = withdraw(published, actor=cast.responsible_editor, comment="网站上有误")
    issue = publish(issue, actor=cast.responsible_editor)
    assert [each.note for each in public.corrections(issue)] == ["第一段“正文”应为“文字”。"]
    assert not _reprinted(issue)
    issue = withdraw(issue, actor=cast.responsible_editor, comment="重印")
    recall(issue, actor=cast.responsible_editor, reason="重印")
    issue.refresh_from_db()
    issue = publish(issue, actor=cast.responsible_editor, comment="纸本晚一周")
    assert _reprinted(issue)


def _reprinted(issue: Issue) -> bool:
    return bool(public.corrections(issue)[0].reprinted)  # type: ignore[attr-defined]
