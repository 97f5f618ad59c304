"""Read a whole past issue from a text, Word or PDF file into the database."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from issues.importing.bulletin import Bulletin, Rule
from issues.importing.loading import load
from issues.importing.reading import Given, read_bulletin
from issues.importing.report import report as account_of
from issues.management.base import OfficeCommand, acting_user, check_writable, write_whole
from issues.publishing import publish


class Command(OfficeCommand):
    help = "整期导入一期旧刊（文本、Word 的 .docx 或带文字的 PDF）：封面、目录、正文、版权页，一字不漏"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="整期文件")
        parser.add_argument("--periodical", metavar="SLUG", required=True, help="刊物的网址名，没有则新建")
        parser.add_argument("--actor", metavar="USERNAME", required=True, help="以谁的名义导入")
        parser.add_argument("--title", metavar="TITLE", help="刊名，文件里没有时写明")
        parser.add_argument("--year", metavar="YEAR", type=int, help="年，文件里没有或不对时写明")
        parser.add_argument("--number", metavar="NUMBER", type=int, help="期号，文件里没有或不对时写明")
        parser.add_argument("--whole-number", metavar="WHOLE", type=int, help="总期号")
        parser.add_argument("--date", metavar="YYYY-MM-DD", type=_day, help="出版日期")
        parser.add_argument("--publish", action="store_true", help="导入后按印本登记签发并发布")
        parser.add_argument("--dry-run", action="store_true", help="只读取和报告，不写入数据库")
        parser.add_argument("--report", metavar="OUT.json", type=Path, help="导入报告（JSON）")

    def handle(self, *args: Any, **options: Any) -> None:
        report: Path | None = options["report"]
        if report:
            check_writable(report)
        actor = acting_user(options["actor"])
        bulletin = _read(options)
        if options["dry_run"]:
            _write_report(report, bulletin)
            self._tell(bulletin, "试读完毕，没有写入数据库")
            return
        # Publishing is inside: an issue that cannot be published leaves nothing behind, nor does one
        # whose report cannot be written.
        with transaction.atomic():
            issue = load(bulletin, options["periodical"], actor=actor, signed_off=options["publish"])
            if options["publish"]:
                issue = publish(issue, actor=actor, comment="整期导入旧刊")
            _write_report(report, bulletin)
        self._tell(bulletin, f"已导入{issue}" + ("并发布" if options["publish"] else ""))

    def _tell(self, bulletin: Bulletin, outcome: str) -> None:
        account = account_of(bulletin)
        self.stdout.write(
            f"{outcome}：{len(account['sections'])}个栏目，{len(account['entries'])}篇，"
            f"收入{account['characters_placed']}字符（原文{account['characters_in']}），"
            f"待核{len(account['findings'])}处，未归入{len(account['unplaced'])}处。"
        )
        for finding in account["findings"]:
            self.stdout.write(f"  第{finding['line']}行  {finding['message']}")
        for left in account["unplaced"]:
            self.stdout.write(f"  第{left['line']}行  未归入：{left['text']}")
        if any(finding.rule is Rule.CUT_IN_DOUBT for finding in bulletin.findings):
            self.stdout.write("拿不准的地方按推断切分；要逐行核对、改正，请在“整期导入”页面上导入。")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(text) from error


def _read(options: dict[str, Any]) -> Bulletin:
    path: Path = options["file"]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"无法读取 {path}：请检查文件是否存在、是否有读权限。") from error
    given = Given(
        title=options["title"],
        year=options["year"],
        number=options["number"],
        whole_number=options["whole_number"],
        issue_date=options["date"],
    )
    return read_bulletin(data, path.name, given)


def _write_report(path: Path | None, bulletin: Bulletin) -> None:
    if path:
        write_whole(path, json.dumps(account_of(bulletin), ensure_ascii=False, indent=2).encode())
