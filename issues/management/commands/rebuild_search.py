"""Make the readers' search index anew, after rows were written past the services or a backup was loaded."""

from typing import Any

from issues.management.base import OfficeCommand
from issues.search.index import rebuild


class Command(OfficeCommand):
    """``manage.py rebuild_search``; may run while people search and publish, and may be run again."""

    help = "重建读者网站的检索（恢复备份，或绕过本系统直接改过数据库之后用）；网站照常开放"

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done, whole in rebuild():
            self.stdout.write(f"已重建 {done}／{whole} 期 …", ending="\r" if self.stdout.isatty() else "\n")
        self.stdout.write(f"检索已重建，共 {done} 期。")
