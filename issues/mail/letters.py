"""The words of the mails: subject and text/plain body, from the templates in templates/mail."""

from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import User
from articles.models import StatusChange
from issues.days import full_day, full_time
from issues.mail.matters import Matters
from issues.mail.posting import Letter
from issues.models import Appointment, PressFileVariant, Recall, Release
from issues.workbench.wording import Line, article_path

# Mail programs cut a subject at about this many Chinese characters.
SUBJECT_TITLE = 24


def digest(person: User, found: Matters, today: date, keys: tuple[str, ...]) -> Letter:
    """One letter with everything of the day."""
    counts = (
        ("退回", found.back), ("逾期", found.late), ("今天到期", found.today), ("等您办", found.waiting),
        ("别人逾期", found.late_elsewhere),
    )  # fmt: skip
    said = "，".join(f"{name}{len(lines)}篇" for name, lines in counts if lines)
    sections = (
        ("退回来的", found.back), ("已经逾期的", found.late), ("今天到期的", found.today),
        ("等您办的", found.waiting), ("别人手上逾期的", found.late_elsewhere),
    )  # fmt: skip
    return _letter(
        person, keys, f"编务摘要：{said}", "digest",
        day=full_day(today),
        sections=[(name, [_told(line) for line in lines]) for name, lines in sections if lines],
        bench=absolute(reverse("admin:index")),
    )  # fmt: skip


def returned(person: User, change: StatusChange, keys: tuple[str, ...]) -> Letter:
    """One letter about one article that came back, with the reason in full."""
    title = _short(change.article.title)
    return _letter(
        person, keys, f"退回：《{title}》", "returned",
        change=change, link=absolute(article_path(change.article)),
    )  # fmt: skip


def due_today(person: User, lines: list[Line], keys: tuple[str, ...]) -> Letter:
    """One letter about everything that is due today."""
    more = f"等{len(lines)}篇" if len(lines) > 1 else ""
    subject = f"今天到期：《{_short(lines[0].title)}》{more}"
    return _letter(person, keys, subject, "due_today", lines=[_told(line) for line in lines])


def released(person: User, release: Release, keys: tuple[str, ...]) -> Letter:
    """One letter to the print office about a release; one that takes another's place says so at once."""
    again = f"更正付印（第{release.number}次，以前的作废）" if release.number > 1 else "付印"
    return _letter(
        person, keys, f"{again}：{release.issue}", "released",
        release=release, digest=_digest(release), link=_listed(release),
    )  # fmt: skip


def recalled(person: User, recall: Recall, keys: tuple[str, ...]) -> Letter:
    """One letter to the print office: stop printing."""
    return _letter(
        person, keys, f"停印：{recall.release}已撤回", "recalled",
        recall=recall, digest=_digest(recall.release), link=_listed(recall.release),
    )  # fmt: skip


def not_published(person: User, time: Appointment, keys: tuple[str, ...]) -> Letter:
    """One letter to who set a time at which an issue then did not appear."""
    return _letter(
        person, keys, f"没有发布：{time.issue}", "not_published",
        time=time, at=full_time(time.due_at),
        link=absolute(reverse("admin:issues_issue_change", args=[time.issue_id])),
    )  # fmt: skip


def _digest(release: Release) -> str:
    """SHA-256 of the file that is printed from."""
    files = {file.variant: file.sha256 for file in release.files.all()}
    return files.get(PressFileVariant.PRESS.value, "")


def _listed(release: Release) -> str:
    return absolute(f"{reverse('admin:press_files')}#release-{release.pk}")


def absolute(path: str) -> str:
    """An address that works from a mail."""
    return f"{settings.SITE_URL}{path}"


def _letter(person: User, keys: tuple[str, ...], subject: str, template: str, **context: Any) -> Letter:
    context |= {"person": person, "preferences": absolute(reverse("admin:preferences"))}
    body = render_to_string(f"mail/{template}.txt", context)
    # A title may hold a line end, which no header may.
    return Letter(person, keys, " ".join(subject.split()), body.strip() + "\n")


def _told(line: Line) -> dict[str, str]:
    return {"text": str(line), "note": line.note, "link": absolute(line.path)}


def _short(title: str) -> str:
    return title if len(title) <= SUBJECT_TITLE else f"{title[:SUBJECT_TITLE]}…"
