"""Nothing is sent twice, nothing is lost: with the mail server down, run again, or two jobs at once."""

from io import StringIO
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connections

from accounts.models import SentMail, User
from articles.models import Article
from issues.mail import posting
from issues.mail.posting import Letter, claim, post
from tests.conftest import Cast
from tests.issues.mail.conftest import morning, night, run


def test_a_server_that_is_down_loses_nothing(
    returned: Article, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(message: EmailMessage) -> None:
        raise ConnectionRefusedError("连接被拒绝")

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refuse)
        outcome = run(night())
    assert (outcome.sent, [str(person) for person, _ in outcome.failed]) == (0, ["甲编辑"])
    assert not SentMail.objects.exists()
    assert run(night()).sent == 1
    assert len(mailoutbox) == 1


def test_one_letter_that_cannot_leave_does_not_hold_up_the_others(
    office: Cast, returned: Article, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = EmailMessage.send

    def refuse_some(message: EmailMessage, fail_silently: bool = False) -> int:
        if message.to == ["editor@example.org"]:
            raise ValueError("地址有误")
        return sending(message, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", refuse_some)
    Article.objects.create(
        title="新稿",
        section=returned.section,
        created_by=office.final_reviewer,
        assignee=office.final_reviewer,
    )
    outcome = run()
    assert outcome.sent == len(mailoutbox) == 1
    assert {person for person, _ in outcome.failed} == {office.editor}
    assert not SentMail.objects.filter(user=office.editor).exists()


def test_the_command_says_what_it_did(
    returned: Article, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", lambda message: 1 / 0)
        with pytest.raises(CommandError, match=r"没有发出（甲编辑.*下次执行时重发"):
            call_command("send_mail", stdout=out)
    assert out.getvalue() == ""
    call_command("send_mail", stdout=out)
    assert out.getvalue().startswith("发出邮件")
    again = StringIO()
    call_command("send_mail", stdout=again)
    assert again.getvalue() == ""


def test_a_letter_is_claimed_whole_or_not_at_all(office: Cast, mailoutbox: list[Any]) -> None:
    assert claim(office.editor, ["due:1"])
    assert not post(Letter(office.editor, ("due:1", "due:2"), "题", "文"))
    assert list(SentMail.objects.values_list("key", flat=True)) == ["due:1"]
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_send_each_letter_once(
    office: Cast, returned: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = Barrier(2, timeout=90)
    claiming = posting.claim

    def claim_together(person: User, keys: Any) -> bool:
        # Both jobs know what is due before either claims it: the worst that can happen.
        if next(iter(keys)).startswith("returned:"):
            ready.wait()
        return claiming(person, keys)

    monkeypatch.setattr(posting, "claim", claim_together)
    sent: list[int] = []

    def job() -> None:
        try:
            sent.append(run(morning()).sent)
        finally:
            connections.close_all()

    jobs = [Thread(target=job) for _ in range(2)]
    for each in jobs:
        each.start()
    for each in jobs:
        each.join(120)
    assert len(sent) == 2
    subjects = sorted((tuple(message.to), message.subject) for message in mail.outbox)
    assert len(subjects) == len(set(subjects)) == sum(sent)
    assert (("editor@example.org",), "退回：《短讯》") in subjects
