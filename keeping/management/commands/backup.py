"""Write all rows and files of the office to one dated archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from keeping import backup, rotation
from keeping.key import backup_key
from keeping.management.base import KeepingCommand
from keeping.stores import live_stores
from keeping.wording import size


class Command(KeepingCommand):
    help = "备份：数据库、图片和付印文件存成一个带日期和校验码的文件，读者和编辑照常工作"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", metavar="DIR", type=Path, default=Path(settings.BACKUP_ROOT), help="存到哪个文件夹"
        )
        parser.add_argument("--keep-all", action="store_true", help="不按规则清理旧的备份")

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_unsettled()
        folder: Path = options["to"]
        key, at = backup_key(), timezone.now()
        path = folder / rotation.name_of(at, sealed=bool(key))
        written, contents = backup.write(path, live_stores(), key=key, at=at, tell=self.progress())
        if contents.rows != written.rows:
            raise CommandError(f"备份读回来的行数不对，{path} 不能用：请检查磁盘后重做。")
        self.stdout.write(
            f"已备份到 {path}：{written.rows:,} 行数据，{written.files:,} 个文件，"
            f"共 {size(path.stat().st_size)}{'，已加密' if key else ''}；已从头到尾读过一遍，校验无误。"
        )
        if written.missing:
            for name in written.missing:
                self.stderr.write(f"  数据库里登记的文件 {name} 找不到了")
            raise CommandError(
                f"备份已存好，但有 {len(written.missing)} 个文件找不到，旧的备份都没有清理："
                "请执行 manage.py verify 查看，从旧的备份中恢复它们。"
            )
        if not options["keep_all"]:
            gone = rotation.prune(folder, path, rotation.rule())
            if gone:
                self.stdout.write(f"按规则清理了 {len(gone)} 份旧备份：{'、'.join(p.name for p in gone)}")
