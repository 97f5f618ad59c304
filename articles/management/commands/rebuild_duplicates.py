"""Make the sketches by which texts are known again anew, after rows were written past the services."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.duplicates.index import rebuild


class Command(BaseCommand):
    """``manage.py rebuild_duplicates``; may run while people work, and may be run again."""

    help = "重建查重用的文本特征（绕过本系统直接改过数据库之后用）"

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done in rebuild():
            self.stdout.write(f"已重建 {done} 篇 …", ending="\r" if self.stdout.isatty() else "\n")
        self.stdout.write(f"查重特征已重建，共 {done} 篇。")
