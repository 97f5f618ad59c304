"""Take a periodical in from the files of an export."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from keeping.exporting.reading import import_
from keeping.management.base import KeepingCommand
from keeping.stores import live_stores


class Command(KeepingCommand):
    help = "导入一种刊物的全部内容（export_periodical 导出的），只能导入空的系统"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="导出的文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        self.refuse_unsettled()
        periodical, whole, files = import_(options["folder"], live_stores(), self.progress())
        counts = whole.counts
        self.stdout.write(
            f"已导入《{periodical.title}》：{counts.get('issues.issue', 0)} 期，"
            f"{counts.get('articles.article', 0):,} 篇稿件，{files:,} 个图片和 PDF。"
        )
        if whole.new_people:
            self.stdout.write(
                f"新登记了 {whole.new_people} 位人员，只有姓名，都不能登录；请管理员启用并设置口令和角色。"
            )
        if not periodical.is_primary:
            self.stdout.write("它不是首页刊物：要放在网站首页，请在后台勾选“本站首页刊物”。")
        self.stdout.write("请执行 manage.py verify 核对一遍；图片的各种大小用 make_picture_variants 补做。")
