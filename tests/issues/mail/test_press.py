"""付印通知: each release once to everyone of the print office, and that it was recalled."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from issues.models import Issue, IssueStatus, PressFile, PressFileVariant, Recall, Release
from issues.workbench.press import record_fetching
from tests.conftest import Cast
from tests.issues.mail.conftest import night, run, to

pytestmark = pytest.mark.django_db
Make = Callable[..., Release]


@pytest.fixture
def release(office: Cast, make_issue: Callable[..., Issue]) -> Make:
    issue = make_issue(2026, 4, status=IssueStatus.AT_PRESS)

    def make(number: int = 1, reason: str = "") -> Release:
        made = Release.objects.create(
            issue=issue, number=number, reason=reason, pages=20, released_by=office.responsible_editor
        )
        for variant, digest in ((PressFileVariant.PRESS, "ab" * 32), (PressFileVariant.SCREEN, "cd" * 32)):
            file = PressFile(
                issue=issue, release=made, variant=variant, sha256=digest, pages=20,
                created_by=office.responsible_editor,
            )  # fmt: skip
            file.file.save("a.pdf", ContentFile(b"%PDF-1.7"))
        return made

    return make


def _recall(release: Release, office: Cast) -> None:
    Recall.objects.create(release=release, reason="第3页数字有误", recalled_by=office.responsible_editor)


def test_what_it_says(release: Make, office: Cast, mailoutbox: list[Any], settings: Any) -> None:
    settings.SITE_URL = "https://bianji.example.org"
    made = release()
    run(night())
    (mail,) = mailoutbox
    assert mail.to == ["print@example.org"]
    assert mail.subject == "付印：《测试通讯》2026年第4期"
    assert "共20页" in mail.body
    assert "ab" * 32 in mail.body
    assert "丁责编于" in mail.body
    assert "作废" not in mail.body
    assert f"https://bianji.example.org/admin/press-files/#release-{made.pk}" in mail.body


def test_once(release: Make, office: Cast, mailoutbox: list[Any]) -> None:
    release()
    assert [run(night()).sent for _ in range(2)] == [1, 0]


def test_a_correction_says_so_in_its_subject(release: Make, office: Cast, mailoutbox: list[Any]) -> None:
    first = release()
    run(night())
    _recall(first, office)
    run(night())
    release(2, "更正第3页数字")
    run(night())
    assert [mail.subject for mail in to(mailoutbox, office.print_office)] == [
        "付印：《测试通讯》2026年第4期",
        "停印：《测试通讯》2026年第4期第1次付印已撤回",
        "更正付印（第2次，以前的作废）：《测试通讯》2026年第4期",
    ]
    stop, again = mailoutbox[1].body, mailoutbox[2].body
    assert "理由：第3页数字有误" in stop
    assert "一律作废，请勿印刷" in again
    assert "更正的理由：更正第3页数字" in again


def test_what_was_recalled_before_it_was_told_is_not_told(
    release: Make, office: Cast, mailoutbox: list[Any]
) -> None:
    _recall(release(), office)
    run(night())
    assert mailoutbox == []


def test_who_fetched_it_before_it_was_told_is_told_to_stop(
    release: Make, office: Cast, mailoutbox: list[Any]
) -> None:
    made = release()
    record_fetching(made.files.get(variant=PressFileVariant.PRESS), office.print_office)
    _recall(made, office)
    assert [run(night()).sent for _ in range(2)] == [1, 0]
    assert to(mailoutbox, office.print_office)[0].subject.startswith("停印：")


def test_without_an_address_nothing_is_sent_and_nobody_else_waits(
    release: Make, office: Cast, mailoutbox: list[Any]
) -> None:
    silent = User.objects.create_user("print2", is_staff=True)
    silent.groups.set(office.print_office.groups.all())
    release()
    outcome = run(night())
    assert (outcome.sent, outcome.failed) == (1, [])
    # An address that is given later gets what is still news, once.
    User.objects.filter(pk=silent.pk).update(email="print2@example.org")
    assert [run(night()).sent for _ in range(2)] == [1, 0]


def test_to_everyone_of_the_print_office_and_to_nobody_else(
    release: Make, office: Cast, mailoutbox: list[Any]
) -> None:
    second = User.objects.create_user("print2", email="print2@example.org", is_staff=True)
    away = User.objects.create_user("print3", email="print3@example.org", is_staff=True, is_active=False)
    for user in (second, away):
        user.groups.set(office.print_office.groups.all())
    # An order is not a reminder that one can do without.
    User.objects.update(wants_digest=False, wants_urgent_mail=False)
    release()
    run(night())
    assert sorted(mail.to[0] for mail in mailoutbox) == ["print2@example.org", "print@example.org"]


def test_who_joins_later_is_not_told_of_old_ones(release: Make, office: Cast, mailoutbox: list[Any]) -> None:
    release()
    run(timezone.localtime() + timedelta(days=8))
    assert [mail for mail in mailoutbox if "付印" in mail.subject] == []
