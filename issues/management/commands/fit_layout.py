"""Search a layout at which an issue comes to a number of pages, or to its printed page numbers."""

from argparse import ArgumentParser
from typing import Any

from issues.layouts import base_of, propose_layout, use_layout
from issues.management.base import OfficeCommand, add_issue_arguments, named_issue
from issues.models import Issue
from issues.typesetting.aims import PrintedAim
from issues.typesetting.document import LayoutSpec
from issues.typesetting.fitting import Proposal
from issues.typesetting.limits import LIMITS


class Command(OfficeCommand):
    help = "为一期求版式：排满给定的总页数，或与印本目录的页码一致"

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_issue_arguments(parser)
        aim = parser.add_mutually_exclusive_group(required=True)
        aim.add_argument("--pages", metavar="N", type=int, help="总页数，封面目录页也计入")
        aim.add_argument("--printed", action="store_true", help="与整期导入时登记的印本页码一致")
        parser.add_argument("--dry-run", action="store_true", help="只看结果，不保存")

    def handle(self, *args: Any, **options: Any) -> None:
        issue = named_issue(options)
        proposal = propose_layout(issue, pages=options["pages"])
        self.stdout.write(f"原版式　{in_words(proposal.before)}：{_outcome(proposal, before=True)}")
        if proposal.layout == proposal.before:
            kept = "已合要求，版式不变" if proposal.reached else "限度之内没有更接近的版式，版式不变"
            self.stdout.write(f"{issue}：{kept}。")
        else:
            self.stdout.write(f"新版式　{in_words(proposal.layout)}：{_outcome(proposal)}")
            if options["dry_run"]:
                self.stdout.write("只作试算，没有保存。")
            else:
                row = use_layout(issue, proposal.layout, actor=None, page_of=proposal.counted.page_of)
                self.stdout.write(f"版式“{row}”已用于{issue}。")
        if not proposal.reached:
            self._explain(issue, proposal)

    def _explain(self, issue: Issue, proposal: Proposal) -> None:
        base = base_of(issue)
        self.stdout.write(f"试过的限度：{LIMITS.in_words(proposal.base)}（以“{base}”为准）。")
        if not isinstance(proposal.aim, PrintedAim):
            return
        titles = dict(issue.entries.values_list("pk", "article__title"))
        for entry in proposal.aim.misses(proposal.counted.page_of):
            printed, now = proposal.aim.page_of[entry], proposal.counted.page_of[entry]
            self.stdout.write(f"  印本第{printed}页，排在第{now}页：{titles[entry]}")


def in_words(layout: LayoutSpec) -> str:
    """A layout in one Chinese phrase, as the print office says it."""
    return (
        f"{layout.characters_per_line}字×{layout.lines_per_column}行，行距{layout.pitch_pt:g}磅，"
        f"标题前空{layout.title_space_before:g}行、后空{layout.title_space_after:g}行，"
        f"栏目名前空{layout.section_space_before:g}行、后空{layout.section_space_after:g}行"
    )


def _outcome(proposal: Proposal, before: bool = False) -> str:
    counted = proposal.counted_before if before else proposal.counted
    text = f"{counted.pages}页"
    if isinstance(proposal.aim, PrintedAim):
        aimed = len(proposal.aim.page_of)
        text += f"，页码与印本一致 {aimed - len(proposal.aim.misses(counted.page_of))}/{aimed}"
    return text
