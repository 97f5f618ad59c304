"""Send the mails that are due. Meant to be run every few minutes; repeating it sends nothing twice."""

from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from issues.mail.rounds import send_due
from issues.management.base import OfficeCommand


class Command(OfficeCommand):
    help = "发送到期的邮件：付印通知、退稿、每日摘要和当日到期；可反复执行，不会重发"

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = send_due(timezone.now())
        # Silent where there was nothing to do: a job that runs every few minutes should not fill a log.
        if outcome.sent:
            self.stdout.write(f"发出邮件{outcome.sent}封。")
        if outcome.failed:
            people = "、".join(dict.fromkeys(str(person) for person, _ in outcome.failed))
            reason = outcome.failed[0][1]
            raise CommandError(
                f"{len(outcome.failed)}封邮件没有发出（{people}），下次执行时重发。原因：{reason}"
            )
