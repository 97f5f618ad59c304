"""What pages show of covers: sources and sizes, for one issue or for a whole list in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from articles.pictures import SharedPicture
from articles.pictures.stored import variant_name
from articles.pictures.variants import TYPES
from issues import addresses, public
from issues.models import Cover, Issue, IssueStatus, PressFile

PLAIN = ("jpg", "png")
# Of the widths that there are, the one for a browser that knows nothing of srcset.
USUAL_WIDTH = 640
VERSION_LENGTH = 16


@dataclass(frozen=True)
class Source:
    """A ``<source>``: one kind of picture, with the widths that there are of it."""

    type: str
    srcset: str


@dataclass(frozen=True)
class CoverPicture:
    """A cover as a page shows it: ``sources`` in ``<picture>``, then ``<img>`` with the rest."""

    issue: Issue
    cover: Cover
    version: str

    @cached_property
    def sources(self) -> list[Source]:
        """Lighter kinds than ``srcset``, the lightest first."""
        return [
            Source(TYPES[kind], self._srcset(kind, widths))
            for kind, widths in self.cover.kinds
            if kind not in PLAIN
        ]

    @property
    def srcset(self) -> str:
        """The kind that every browser shows."""
        kind, widths = self._plain
        return self._srcset(kind, widths)

    @property
    def src(self) -> str:
        """For a browser that knows no ``srcset``."""
        kind, widths = self._plain
        return self._address(min(widths, key=lambda width: abs(width - USUAL_WIDTH)), kind)

    @property
    def width(self) -> int:
        """Pixels of the largest version; with ``height`` the shape that a page keeps room for."""
        return self.cover.width

    @property
    def height(self) -> int:
        """Pixels of the largest version."""
        return self.cover.height

    @property
    def alt(self) -> str:
        """《…》2024年第8期封面, for where no text beside it says so."""
        return f"{self.issue}封面"

    @property
    def largest(self) -> tuple[str, str]:
        """Address and type of the largest version that every program shows."""
        kind, widths = self._plain
        return self._address(max(widths), kind), TYPES[kind]

    @property
    def shared(self) -> SharedPicture:
        """The cover, as messengers are told of it."""
        address, kind = self.largest
        return SharedPicture(settings.SITE_URL + address, kind, self.width, self.height, self.alt)

    @property
    def _plain(self) -> tuple[str, list[int]]:
        return next((kind, widths) for kind, widths in self.cover.kinds if kind in PLAIN)

    def _address(self, width: int, kind: str) -> str:
        return addresses.cover(self.issue, self.version, width, kind)

    def _srcset(self, kind: str, widths: Iterable[int]) -> str:
        return ", ".join(f"{self._address(width, kind)} {width}w" for width in widths)


def covers_of(issues: Iterable[Issue]) -> dict[int, CoverPicture]:
    """The covers of public issues by the issue's key, as far as they were made. One query.

    Args: issues: each with its periodical. What is not published has none, not even for staff: its
    address would not answer.
    """
    shown = {issue.pk: issue for issue in issues if issue.status == IssueStatus.PUBLISHED}
    if not shown:
        return {}
    newest: dict[int, PressFile] = {}
    files = public.press_files().filter(issue__in=shown).exclude(issue__in=public.without_a_title())
    for file in files.select_related("cover"):
        file.issue = shown[file.issue_id]
        newest.setdefault(file.issue_id, file)
    return {
        key: CoverPicture(shown[key], cover, version_of(file))
        for key, file in newest.items()
        if (cover := made(file)) is not None
    }


def cover_of(issue: Issue) -> CoverPicture | None:
    """The cover of one issue. One query."""
    return covers_of([issue]).get(issue.pk)


def social_picture(issue: Issue) -> SharedPicture | None:
    """The cover, as messengers are told of it. One query."""
    cover = cover_of(issue)
    return cover.shared if cover else None


def stored_file(issue: Issue, version: str, width: int, kind: str) -> str | None:
    """The name in the press storage of what a cover's address leads to; None if it leads nowhere (now)."""
    found = cover_of(issue)
    if found is None or found.version != version or width not in dict(found.cover.kinds).get(kind, []):
        return None
    return variant_name(file_name(found.cover.press_file), width, kind)


def stored_front_page(issue: Issue) -> str | None:
    """The name in the press storage of the largest version that every program shows. One query."""
    found = cover_of(issue)
    if found is None:
        return None
    kind, widths = found._plain
    return variant_name(file_name(found.cover.press_file), max(widths), kind)


def made(file: PressFile) -> Cover | None:
    """A PDF's cover, if it was made. No query for a file that was read with its cover."""
    cover: Cover | None = getattr(file, "cover", None)
    return cover if cover is not None and cover.made_at is not None else None


def version_of(file: PressFile) -> str:
    """What stands in the addresses of a PDF's cover, so that no cache shows an older one."""
    return file.sha256[:VERSION_LENGTH]


def file_name(file: PressFile) -> str:
    """What the names of a cover's versions in the press storage are made of (``variant_name``)."""
    return f"covers/{file.issue.year}/{file.sha256}.pdf"
