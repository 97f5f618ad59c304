"""Bring an office back from an archive, all of it or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from keeping import placing, restoring
from keeping.key import backup_key
from keeping.management.base import KeepingCommand
from keeping.stores import live_stores
from keeping.wording import size


class Command(KeepingCommand):
    help = "恢复：用一份备份换下现在的数据库、图片和付印文件；不成则一切照旧"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", metavar="ARCHIVE", type=Path, nargs="?", help="备份文件")
        parser.add_argument("--replace", action="store_true", help="现有的内容都不要了，换成备份里的")
        parser.add_argument("--yes", action="store_true", help="不再询问")
        parser.add_argument("--settle", action="store_true", help="了结一次中断的恢复")

    def handle(self, *args: Any, **options: Any) -> None:
        stores = live_stores()
        if options["settle"]:
            with placing.alone(stores):
                self.stdout.write(placing.settle(stores) or "没有中断的恢复。")
            return
        path: Path | None = options["archive"]
        if path is None:
            raise CommandError("请写明要恢复哪一份备份。")
        key, tell = backup_key(), self.progress()
        with placing.alone(stores):
            self.refuse_unsettled()
            tell("核对备份")
            contents = restoring.checked(path, key, stores)
            self.stdout.write(
                f"备份写于 {str(contents.about.get('written_at', ''))[:16].replace('T', ' ')}，"
                f"{contents.rows:,} 行数据，{sum(1 for _ in contents.files()):,} 个文件，"
                f"解开后 {size(contents.unpacked)}。"
            )
            self._refuse_loss(stores, options)
            restored = restoring.restore(path, contents, stores, key=key, tell=tell)
        self.stdout.write(
            f"已恢复：{restored.rows:,} 行数据，{restored.files:,} 个文件；检索和查重已重建。"
            "请执行 manage.py verify 核对一遍，再打开网站。"
        )

    def _refuse_loss(self, stores: Any, options: dict[str, Any]) -> None:
        if restoring.is_empty(stores):
            return
        if not options["replace"]:
            raise CommandError("这里已有人员、刊物或文件，没有恢复；确定要换下它们，请加 --replace。")
        if not self.confirmed("现有的全部稿件、人员和文件都会被备份里的换下，不能再找回。", options):
            raise CommandError("没有恢复，一切照旧。")
