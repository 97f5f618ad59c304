"""Proofread a file or an issue: what eyes miss, pointed at, and nothing changed."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import CommandError

from articles.correcting import house_of
from articles.proofreading.checking import proofread
from articles.proofreading.lists import FIRST_EDITION, Lists
from articles.proofreading.manuscript import Finding, Manuscript
from articles.proofreading.rules import BY_NAME
from issues.importing.characters import count_characters
from issues.importing.files import MAX_BYTES
from issues.management.base import OfficeCommand, check_writable, named_issue, write_whole
from issues.proofreading.files import read_manuscripts
from issues.proofreading.whole_issue import entries_of, manuscripts_of


class Command(OfficeCommand):
    help = "校对一个文本、Word 或 PDF 文件，或数据库里的一期：指出可疑之处，不改一字"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what", metavar="FILE | SLUG YEAR NUMBER", nargs="+", help="文件，或刊物网址名、年、期号"
        )
        parser.add_argument("--report", metavar="OUT.json", type=Path, help="校对结果（JSON）")
        parser.add_argument("--internal", action="store_true", help="文件属内部资料性出版物")

    def handle(self, *args: Any, **options: Any) -> None:
        report: Path | None = options["report"]
        if report:
            check_writable(report)
        manuscripts, places, house = _read(options["what"], internal=options["internal"])
        started = perf_counter()
        findings = proofread(manuscripts, *house)
        seconds = perf_counter() - started
        if report:
            rows = [_row(finding, places) for finding in findings]
            write_whole(report, json.dumps({"findings": rows}, ensure_ascii=False, indent=2).encode())
        for finding in findings:
            label = BY_NAME[finding.rule].label
            self.stdout.write(f"{_place(finding, places)}  [{label}] {finding.quote[:40]}  {finding.message}")
        count = sum(count_characters(block.text) for m in manuscripts for block in m.blocks)
        self.stdout.write(f"共{count}字，{len(findings)}处，用时{seconds:.2f}秒。")


def _read(
    what: Sequence[str], *, internal: bool
) -> tuple[Sequence[Manuscript], list[str], tuple[Lists, frozenset[str]]]:
    """The manuscripts, what to call each where there are no lines, and the office's words and rules."""
    if len(what) == 3 and what[1].isdecimal() and what[2].isdecimal():
        issue = named_issue({"slug": what[0], "year": int(what[1]), "number": int(what[2])})
        entries = entries_of(issue)
        if not entries:
            raise CommandError(f"{issue}的目录还没有稿件，无可校对。")
        places = [*(f"《{entry.article.title}》" for entry in entries), "版权页"]
        return manuscripts_of(issue, entries), places, house_of(issue.periodical)
    if len(what) != 1:
        raise CommandError("请给出一个文件，或刊物网址名、年、期号三项，如 shanxi 2024 8。")
    path = Path(what[0])
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CommandError(f"文件超过 {MAX_BYTES // 1_000_000} MB，请检查是否选错了文件。")
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"无法读取 {path}：请检查文件是否存在、是否有读权限。") from error
    return read_manuscripts(data, path.name, internal=internal), [], (FIRST_EDITION, frozenset())


def _place(finding: Finding, places: list[str]) -> str:
    return f"第{finding.line}行" if finding.line else places[finding.position.manuscript]


def _row(finding: Finding, places: list[str]) -> dict[str, Any]:
    row = {
        "rule": finding.rule, "message": finding.message, "quote": finding.quote, "line": finding.line,
        "suggestion": finding.suggestion,
    }  # fmt: skip
    return row | ({"article": places[finding.position.manuscript].strip("《》")} if places else {})
