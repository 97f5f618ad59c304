"""Typeset an issue into a PDF and write its page numbers to the 目录."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from issues.management.base import (
    OfficeCommand,
    add_issue_arguments,
    check_writable,
    named_issue,
    write_whole,
)
from issues.models import Issue
from issues.services import typeset
from issues.typesetting.manuscript import document_of
from issues.typesetting.output import ROUNDS, Output, Portion, Proof, Variant
from issues.typesetting.render import TypesetResult
from issues.typesetting.render import typeset as set_pages


class Command(OfficeCommand):
    help = "将一期排版为 PDF，并把页码写入目录；也可只排目录或一篇，或出校样"

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_issue_arguments(parser)
        parser.add_argument("--output", metavar="FILE", type=Path, required=True, help="PDF 文件")
        parser.add_argument("--report", metavar="OUT.json", type=Path, help="排版报告（JSON）")
        parser.add_argument(
            "--variant", choices=[str(variant) for variant in Variant], default=str(Variant.SCREEN),
            help="screen 阅读（PDF/UA-1），press 付印（PDF/X-4，单色黑、出血），archive 存档（PDF/A-3u）",
        )  # fmt: skip
        parser.add_argument("--proof", metavar="ROUND", type=int, help="校样：1 一校，2 二校，3 三校")
        portion = parser.add_mutually_exclusive_group()
        portion.add_argument("--contents-only", action="store_true", help="只排封面目录页")
        portion.add_argument("--article", metavar="N", type=int, help="只排目录中的第 N 篇")

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        report: Path | None = options["report"]
        for path in filter(None, (output, report)):
            check_writable(path)
        issue = named_issue(options)
        result = _typeset(issue, options)
        write_whole(output, result.pdf)
        if report:
            text = json.dumps(_report(issue, result), ensure_ascii=False, indent=2)
            write_whole(report, text.encode())
        self.stdout.write(f"{issue}：{result.pages}页，已写入 {output}")


def _typeset(issue: Issue, options: dict[str, Any]) -> TypesetResult:
    variant, number = Variant(options["variant"]), options["article"]
    proof = None
    if options["proof"] is not None:
        if not 1 <= options["proof"] <= len(ROUNDS):
            raise CommandError(f"--proof 只能是 1 至 {len(ROUNDS)}（{'、'.join(ROUNDS)}）。")
        proof = Proof(options["proof"], timezone.localdate())
    if number is None:
        portion = Portion.CONTENTS if options["contents_only"] else Portion.WHOLE
        return typeset(issue, actor=None, output=Output(variant, portion, proof))
    document = document_of(issue)
    if not 1 <= number <= len(document.articles):
        raise CommandError(f"{issue}的目录有{len(document.articles)}篇，没有第{number}篇。")
    # An article alone begins on page 1: what the 目录 says of it stays.
    return set_pages(
        document.only(document.articles[number - 1]), output=Output(variant, Portion.BODY, proof)
    )


def _report(issue: Issue, result: TypesetResult) -> dict[str, Any]:
    """pages: all pages, the front page among them; page: the folio the article starts on; seconds."""
    return {
        "pages": result.pages,
        "entries": [
            {"title": entry.article.title, "page": result.page_of[entry.pk]}
            for entry in issue.entries.select_related("article")
            if entry.pk in result.page_of
        ],
        "seconds": {step: round(seconds, 3) for step, seconds in result.seconds.items()},
    }
