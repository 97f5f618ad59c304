"""At once: only a returned article and a deadline today, and only what the digest did not say."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from articles import services
from articles.assigning import assign
from articles.models import Article, StatusChange
from issues.mail.rounds import RETURNED_WITHIN
from tests.conftest import Cast
from tests.issues.mail.conftest import morning, night, run, to

pytestmark = pytest.mark.django_db


@pytest.fixture
def due_today(make_article: Callable[..., Article], office: Cast) -> Article:
    article = services.submit(make_article("急稿"), actor=office.editor)
    today = timezone.localdate()
    return assign(article, office.proof_editor, actor=office.responsible_editor, due_date=today)


def test_a_return_is_told_at_any_hour_and_once(
    returned: Article, office: Cast, mailoutbox: list[Any]
) -> None:
    run(night())
    run(night())
    (mail,) = mailoutbox
    assert mail.to == ["editor@example.org"]
    assert mail.subject == "退回：《短讯》"
    assert "乙校编于" in mail.body
    assert "理由：两处产量不一" in mail.body
    assert f"http://127.0.0.1:8000/admin/articles/article/{returned.pk}/change/" in mail.body


def test_a_second_return_is_told_again(returned: Article, office: Cast, mailoutbox: list[Any]) -> None:
    run(night())
    article = services.submit(returned, actor=office.editor)
    services.return_to_editor(article, actor=office.proof_editor, comment="还有一处")
    run(night())
    assert [("还有一处" in mail.body) for mail in mailoutbox] == [False, True]


def test_what_went_on_already_or_is_long_past_is_no_news(
    returned: Article, office: Cast, mailoutbox: list[Any]
) -> None:
    User.objects.update(wants_digest=False)
    StatusChange.objects.update(at=timezone.now() - RETURNED_WITHIN - timedelta(minutes=1))
    run(timezone.now())
    StatusChange.objects.update(at=timezone.now())
    services.submit(returned, actor=office.editor)
    run(timezone.now())
    assert mailoutbox == []


def test_who_does_not_want_it_gets_none(returned: Article, office: Cast, mailoutbox: list[Any]) -> None:
    User.objects.update(wants_urgent_mail=False)
    run(night())
    assert mailoutbox == []


def test_a_deadline_today_without_a_digest(due_today: Article, office: Cast, mailoutbox: list[Any]) -> None:
    User.objects.update(wants_digest=False)
    run(night())
    assert mailoutbox == []
    run()
    run()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == (["proof@example.org"], "今天到期：《急稿》")
    assert "《急稿》今天由甲编辑送审，等您审校，今天到期" in mail.body


def test_several_deadlines_are_one_mail(
    due_today: Article, make_article: Callable[..., Article], office: Cast, mailoutbox: list[Any]
) -> None:
    User.objects.update(wants_digest=False)
    second = services.submit(make_article("又一篇"), actor=office.editor)
    assign(second, office.proof_editor, actor=office.editor, due_date=timezone.localdate())
    run()
    (mail,) = mailoutbox
    assert mail.subject.endswith("》等2篇")


def test_what_the_digest_said_is_not_said_again(
    due_today: Article, make_article: Callable[..., Article], office: Cast, mailoutbox: list[Any]
) -> None:
    run()
    (mail,) = to(mailoutbox, office.proof_editor)
    assert mail.subject == "编务摘要：今天到期1篇"
    late_comer = services.submit(make_article("午后才来的"), actor=office.editor)
    assign(late_comer, office.proof_editor, actor=office.editor, due_date=timezone.localdate())
    run(morning() + timedelta(hours=6))
    assert [mail.subject for mail in to(mailoutbox, office.proof_editor)][1:] == ["今天到期：《午后才来的》"]
