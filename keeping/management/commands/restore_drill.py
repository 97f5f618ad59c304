"""Restore an archive somewhere that goes away, verify it there, and say what was checked."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from keeping import rotation
from keeping.drill import drill
from keeping.key import backup_key
from keeping.management.base import KeepingCommand
from keeping.verifying import AREAS
from keeping.wording import size


class Command(KeepingCommand):
    help = "恢复演练：把备份恢复到一处临时的地方，在那里核对，现有的内容一概不动；供定时任务用"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "archive", metavar="ARCHIVE", type=Path, nargs="?", help="备份文件；不写则取最新的一份"
        )
        parser.add_argument("--work", metavar="DIR", type=Path, help="临时的地方，须容得下全部内容")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["archive"] or _newest(Path(settings.BACKUP_ROOT))
        work: Path | None = options["work"]
        if work is not None and not work.is_dir():
            raise CommandError(f"没有文件夹 {work}。")
        drilled = drill(path, key=backup_key(), work=work, tell=self.progress())
        self.stdout.write(
            f"恢复演练 {path.name}：清单与校验码全部相符，{drilled.restored.rows:,} 行数据、"
            f"{drilled.restored.files:,} 个文件（{size(drilled.contents.unpacked)}）都恢复得出来。"
        )
        self.stdout.write(f"核对了：{AREAS}。")
        if drilled.findings:
            for finding in drilled.findings:
                self.stdout.write(f"  {finding.sentence}")
            raise CommandError(f"演练完毕，有 {len(drilled.findings)} 处不符，见上。")
        self.stdout.write("演练完毕，没有发现问题。")


def _newest(folder: Path) -> Path:
    found = rotation.backups(folder) if folder.is_dir() else []
    if not found:
        raise CommandError(f"{folder} 里还没有备份。")
    return found[0]
