"""The day's digest: once, in the morning, with what waits, what is late and what came back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import SentMail, User
from articles import services
from articles.models import Article
from issues.models import Issue
from tests.conftest import Cast
from tests.issues.mail.conftest import DAY, morning, night, run, to

pytestmark = pytest.mark.django_db


def test_what_a_digest_says(
    office: Cast, returned: Article, make_article: Callable[..., Article], make_issue: Callable[..., Issue],
    mailoutbox: list[Any], settings: Any,
) -> None:  # fmt: skip
    settings.SITE_URL = "https://bianji.example.org"
    User.objects.update(wants_urgent_mail=False)
    late = make_article("迟稿", assignee=office.editor)
    make_issue(articles=[late], copy_deadline=timezone.localdate() - 2 * DAY)
    make_article("新稿", assignee=office.editor)
    run()
    (mail,) = to(mailoutbox, office.editor)
    assert mail.subject == "编务摘要：退回1篇，逾期1篇，等您办1篇"
    back, others = mail.body.split("【已经逾期的】")
    assert "《短讯》今天被乙校编退回，等您修改送审" in back
    assert "理由：两处产量不一" in back
    assert "《迟稿》今天建稿，等您写完送审，逾期2天" in others
    assert f"https://bianji.example.org/admin/articles/article/{late.pk}/change/" in others
    assert "https://bianji.example.org/admin/preferences/" in others
    assert mail.content_subtype == "plain"
    (mail,) = to(mailoutbox, office.responsible_editor)
    assert mail.subject == "编务摘要：别人逾期1篇"
    assert to(mailoutbox, office.final_reviewer) == []


def test_one_digest_a_day(office: Cast, make_article: Callable[..., Article], mailoutbox: list[Any]) -> None:
    make_article("新稿", assignee=office.editor)
    run(night())
    assert mailoutbox == []
    assert run(morning()).sent == 1
    make_article("又一篇", assignee=office.editor)
    assert run(morning() + timedelta(hours=3)).sent == 0
    assert run(morning() + DAY).sent == 1
    assert len(to(mailoutbox, office.editor)) == 2


def test_what_comes_up_after_an_empty_morning_is_for_tomorrow(
    office: Cast, make_article: Callable[..., Article], mailoutbox: list[Any]
) -> None:
    run()
    make_article("新稿", assignee=office.editor)
    run(morning() + timedelta(hours=3))
    assert mailoutbox == []
    assert run(morning() + DAY).sent == 1


def test_only_who_wants_it_and_can_be_reached(
    office: Cast, make_article: Callable[..., Article], mailoutbox: list[Any]
) -> None:
    article = make_article("新稿", assignee=office.editor)
    for change in ({"wants_digest": False}, {"is_active": False}, {"is_staff": False}, {"email": ""}):
        SentMail.objects.all().delete()
        User.objects.filter(pk=office.editor.pk).update(
            **({"wants_digest": True, "is_active": True, "is_staff": True, "email": "a@example.org"} | change)
        )
        run()
    assert mailoutbox == []
    assert Article.objects.get(pk=article.pk).assignee == office.editor


def test_a_title_with_a_line_end_or_markup_does_no_harm(
    office: Cast, make_article: Callable[..., Article], mailoutbox: list[Any]
) -> None:
    article = services.submit(make_article("题\n目 <b>&"), actor=office.editor)
    services.return_to_editor(article, actor=office.proof_editor, comment="a < b")
    assert run().failed == []
    subjects = [mail.subject for mail in to(mailoutbox, office.editor)]
    assert "退回：《题 目 <b>&》" in subjects
    assert "理由：a < b" in mailoutbox[0].body
