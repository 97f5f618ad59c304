"""Write everything of a periodical to files that need no software of ours."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from keeping.exporting.writing import export
from keeping.management.base import KeepingCommand
from keeping.stores import live_stores


class Command(KeepingCommand):
    help = "导出一种刊物的全部内容：JSON、HTML、图片和 PDF，格式见 docs/export-format.md"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="刊物的网址名")
        parser.add_argument("folder", metavar="DIR", type=Path, help="新的或空的文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_unsettled()
        counts = export(options["slug"], options["folder"], live_stores(), self.progress())
        self.stdout.write(
            f"已导出到 {options['folder']}：{counts.get('issues.issue', 0)} 期，"
            f"{counts.get('articles.article', 0):,} 篇稿件，{counts.get('files', 0):,} 个图片和 PDF。"
        )
