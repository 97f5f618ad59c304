"""What the print office sees: the releases with their files, and nothing else."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import Role
from issues.models import PressFile, PressFileVariant, Release
from issues.trail import fetched

# The digits that are compared aloud on the telephone.
CODE = 6
# A monthly bulletin's last two years; the rest is shown when asked for.
SHOWN = 24


@dataclass(frozen=True)
class ReleasedFile:
    """One file of a release. ``taken``: who fetched it when, the latest first; ``size`` in bytes."""

    file: PressFile
    taken: tuple[LogEntry, ...]
    size: int | None

    @property
    def code(self) -> str:
        """The end of the SHA-256, which people compare."""
        return self.file.sha256[-CODE:]

    @property
    def rest_of_code(self) -> str:
        """What stands before it."""
        return self.file.sha256[:-CODE]


@dataclass(frozen=True)
class Released:
    """One release as the list shows it: ``press`` is the file to print from.

    ``warning`` says why it is not to be printed from any more; empty for the one that stands.
    ``is_newest``: the newest of all that stand.
    """

    release: Release
    press: ReleasedFile | None
    others: tuple[ReleasedFile, ...]
    warning: str
    is_newest: bool


@dataclass(frozen=True)
class ReleaseList:
    """The releases, the newest first; ``left_out``: older ones that are not listed."""

    releases: tuple[Released, ...]
    left_out: int


def files_to_print() -> QuerySet[PressFile]:
    """Files that may be printed from: those of releases that stand."""
    return PressFile.objects.filter(release__isnull=False, release__recall__isnull=True)


def released(*, everything: bool = False) -> ReleaseList:
    """The releases with their files and who fetched them. A fixed number of queries."""
    found = Release.objects.select_related("issue__periodical", "released_by", "recall__recalled_by")
    total = found.count()
    rows = list(found.prefetch_related("files") if everything else found.prefetch_related("files")[:SHOWN])
    files = {file.pk: file for row in rows for file in row.files.all()}
    taken: dict[int, list[LogEntry]] = {}
    for entry in fetched(files):
        taken.setdefault(int(entry.object_id or 0), []).append(entry)
    last = _last_numbers(rows)
    newest = next((row.pk for row in rows if not hasattr(row, "recall")), None)
    shown = []
    for row in rows:
        of_row = {
            file.variant: ReleasedFile(file, tuple(taken.get(file.pk, ())), _size(file))
            for file in row.files.all()
        }
        press = of_row.pop(PressFileVariant.PRESS.value, None)
        others = tuple(of_row[name] for name in PressFileVariant.values if name in of_row)
        warning = _warning(row, last[row.issue_id])
        shown.append(Released(row, press, others, warning, row.pk == newest))
    return ReleaseList(tuple(shown), total - len(shown))


def _last_numbers(rows: list[Release]) -> dict[int, int]:
    """The number of the last release of each issue. Newer ones of an issue stand before older ones."""
    by_issue = sorted(rows, key=lambda row: (row.issue_id, row.number))
    return {
        issue: max(row.number for row in group)
        for issue, group in groupby(by_issue, key=lambda row: row.issue_id)
    }


def _warning(row: Release, last: int) -> str:
    if not hasattr(row, "recall"):
        return ""
    if last > row.number:
        return f"已被第{last}次付印取代，请勿印刷"
    return "已撤回付印，请勿印刷"


def _size(file: PressFile) -> int | None:
    """Bytes; None where the storage does not have the file."""
    try:
        return int(file.file.size)
    except OSError:
        return None


def printers() -> QuerySet[User]:
    """Everyone of the print office who can be written to."""
    printing = User.objects.filter(is_active=True, is_staff=True, groups__name=Role.PRINT_OFFICE)
    return printing.exclude(email="").order_by("pk")


def record_fetching(file: PressFile, person: User) -> None:
    """Note who fetched a file and when: the print office answers for what it prints from."""
    LogEntry.objects.log_actions(person.pk, [file], CHANGE, "取走付印文件", single_object=True)
