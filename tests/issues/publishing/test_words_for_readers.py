"""What is typed into 更正 and 撤下: nothing unseen, nothing twice, nothing that no longer fits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from issues import corrections
from issues.corrections import confirm, follow, propose
from issues.models import Correction, Takedown
from issues.services import Refused
from issues.takedowns import take_down
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("unseen", ["\x08", "\x1b", "\u200b", "\u202e", "\x7f"])
def test_characters_that_nobody_sees_are_refused(article: Article, cast: Cast, unseen: str) -> None:
    for values in (
        {"field": "title", "passage": "乙文", "replacement": f"乙{unseen}文"},
        {"field": "body", "passage": "正文", "replacement": f"文{unseen}字"},
        {"note": f"印本{unseen}有误。"},
    ):
        with pytest.raises(Refused, match="看不见的控制字符"):
            propose(article, actor=cast.editor, **values)
    for note, reason in ((f"待{unseen}核实", "有误"), ("待核实", f"有{unseen}误")):
        with pytest.raises(Refused, match="看不见的控制字符"):
            take_down(article, actor=cast.responsible_editor, reason=reason, note=note)
    assert not Correction.objects.exists()
    assert not Takedown.objects.exists()


@pytest.mark.parametrize("turn", ["\r", "\x0b", "\x85", "\u2028"])
def test_any_turn_of_the_line_ends_a_paragraph(article: Article, cast: Cast, turn: str) -> None:
    with pytest.raises(Refused, match="一段之内"):
        propose(article, actor=cast.editor, field="body", passage="正文", replacement=f"文{turn}字")
    with pytest.raises(Refused, match="不要跨段"):
        propose(article, actor=cast.editor, field="body", passage=f"正{turn}文", replacement="文字")


def test_a_note_alone_is_proposed_once(article: Article, cast: Cast) -> None:
    propose(article, actor=cast.editor, note="印本第3页图注有误。")
    with pytest.raises(Refused, match="这条更正说明已经提出过"):
        propose(article, actor=cast.proof_editor, note=" 印本第3页图注有误。")
    propose(article, actor=cast.editor, note="印本第5页图注有误。")


def test_a_note_that_becomes_too_long_by_itself_is_asked_for(article: Article, cast: Cast) -> None:
    body = f"<p>{'甲' * 290}。</p>"
    Article.objects.filter(pk=article.pk).update(body=body)
    values = {"field": "body", "passage": "甲" * 290, "replacement": "乙" * 290}
    with pytest.raises(Refused, match="请自己写一句给读者的更正说明"):
        propose(article, actor=cast.editor, **values)
    assert propose(article, actor=cast.editor, note="第一段有误。", **values).note == "第一段有误。"


def test_a_clock_that_is_set_back_breaks_no_chain(
    article: Article, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = article.text_digest()
    steps = (("正文", "文字"), ("文字", "末稿"))
    for hour, (passage, replacement) in enumerate(steps):
        correction = propose(
            article, actor=cast.editor, field="body", passage=passage, replacement=replacement
        )
        article.refresh_from_db()
        back = timezone.now() - timedelta(hours=hour)
        with monkeypatch.context() as patched:
            patched.setattr(corrections.timezone, "now", lambda back=back: back)
            confirm(correction, actor=cast.final_reviewer, seen_version=article.version)
    article.refresh_from_db()
    assert follow(article, printed) == article.text_digest()
