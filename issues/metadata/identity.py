"""Names under which a thing is known for good, whatever its address, its title or the site's host become."""

from django.conf import settings

from issues.models import ContentsEntry, Issue
from periodicals.models import Periodical

# RFC 4151 wants a day on which the name was the office's own; the host says enough to be unique.
_TAG = "tag:{host},2026:{name}"


def periodical_name(periodical: Periodical) -> str:
    """The periodical's slug, which is never changed once it is in use."""
    return periodical.slug


def issue_name(issue: Issue) -> str:
    """``tongxun/2024/8``."""
    return f"{periodical_name(issue.periodical)}/{issue.year}/{issue.number}"


def entry_name(entry: ContentsEntry) -> str:
    """``tongxun/2024/8/3``: by its place, as it is cited, so that a corrected title changes nothing."""
    return f"{issue_name(entry.issue)}/{entry.position}"


def tag(name: str) -> str:
    """One of the names above as a tag URI (RFC 4151)."""
    return _TAG.format(host=settings.SITE_IDENTITY, name=name)
