"""Hold database and files against each other."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError

from keeping import orphans
from keeping.management.base import KeepingCommand
from keeping.stores import live_stores
from keeping.verifying import AREAS, verify
from keeping.verifying.whole import ORPHAN_AGE

_HOUR = timedelta(hours=1)


class Command(KeepingCommand):
    help = f"核对数据库与文件：{AREAS}；有不符的逐条说明怎么办，结束状态为 1"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete-orphans", action="store_true", help="删除没有任何地方用到的文件")
        parser.add_argument("--yes", action="store_true", help="不再询问")
        parser.add_argument(
            "--orphan-hours", metavar="HOURS", type=_hours, default=ORPHAN_AGE,
            help=f"文件存下多少小时以后才算没有用到，平常是 {ORPHAN_AGE // _HOUR}："
            "刚上传的图片可能在别人还没保存的稿件里",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_unsettled()
        stores, count = live_stores(), 0
        unused: list[tuple[str, str]] = []
        for finding in verify(stores, orphan_age=options["orphan_hours"], tell=self.progress()):
            self.stdout.write(finding.sentence)
            count += 1
            if finding.orphan:
                unused.append(finding.orphan)
        if options["delete_orphans"] and unused:
            if not self.confirmed(f"将删除上面 {len(unused)} 个没有用到的文件，删了不能找回。", options):
                raise CommandError("没有删除。")
            count -= orphans.delete(unused, stores)
            self.stdout.write(f"已删除 {len(unused)} 个没有用到的文件。")
        if count:
            raise CommandError(f"核对完毕，有 {count} 处不符，见上。")
        self.stdout.write(f"核对完毕，没有不符：{AREAS}。")


def _hours(text: str) -> timedelta:
    try:
        return timedelta(hours=float(text)) if float(text) >= 0 else _refuse(text)
    except (ValueError, OverflowError) as error:
        raise ArgumentTypeError(text) from error


def _refuse(text: str) -> timedelta:
    raise ArgumentTypeError(text)
