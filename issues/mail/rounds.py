"""One round of the job: who has to be told what now. Repeating it, or two at once, sends nothing twice."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain

from django.conf import settings
from django.db.models import F, Q
from django.utils.timezone import localtime

from accounts.models import User
from articles.models import StatusChange
from articles.workflow import RETURN_TO_EDITOR, Status
from issues.mail import letters
from issues.mail.matters import due_key, matters
from issues.mail.posting import Letter, claim, post, untold
from issues.models import Appointment, AppointmentState, Recall, Release
from issues.trail import fetched
from issues.workbench import wording
from issues.workbench.desk import Paper, papers
from issues.workbench.press import printers

# Whoever joins the print office later finds older releases on its page.
ANNOUNCED_WITHIN = timedelta(days=7)
# A return older than this is no news: whoever was away that long reads it in the digest.
RETURNED_WITHIN = timedelta(hours=24)


@dataclass
class Outcome:
    """What a round did: how many letters left, and which could not (person and reason)."""

    sent: int = 0
    failed: list[tuple[User, Exception]] = field(default_factory=list)


def send_due(now: datetime) -> Outcome:
    """Send everything that is due at ``now``: press, failed publishing and returns at any hour, the rest
    from the morning on.

    A letter that cannot leave does not hold up the others; it is due again in the next round.
    """
    outcome, today = Outcome(), localtime(now).date()
    staff = list(
        User.objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("pk")
    )  # nobody else can be written to, or has anything to read
    due: Iterator[Letter] = chain(_press(now), _not_published(staff, now), _returned(staff, now))
    if localtime(now).hour >= settings.DIGEST_HOUR:
        found = papers(today)
        # One after the other, as they are sent: what a digest told is not due any more.
        due = chain(due, _digests(staff, found, today), _due_today(staff, found, today))
    for letter in due:
        try:
            outcome.sent += post(letter)
        except Exception as error:  # whatever a mail server may answer
            outcome.failed.append((letter.to, error))
    return outcome


def _press(now: datetime) -> Iterator[Letter]:
    """To everyone of the print office: each release once; its recall, if they were told of it or fetched it.

    These are orders, not reminders: nobody can choose to be without them.
    """
    told = list(printers())
    if not told:
        return
    since = now - ANNOUNCED_WITHIN
    recent = list(
        Release.objects.filter(Q(released_at__gt=since) | Q(recall__recalled_at__gt=since))
        .select_related("issue__periodical", "released_by", "recall__recalled_by")
        .prefetch_related("files")
        .order_by("released_at", "pk")
    )
    for release in recent:
        recall: Recall | None = getattr(release, "recall", None)
        for person in told:
            announced = f"release:{release.pk}"
            is_new = bool(untold(person, [announced]))
            if recall is None:
                if is_new:
                    yield letters.released(person, release, (announced,))
            elif (not is_new or _has_fetched(person, release)) and (
                keys := untold(person, [f"recall:{recall.pk}"])
            ):
                yield letters.recalled(person, recall, tuple(keys))


def _has_fetched(person: User, release: Release) -> bool:
    """Whether the person took a file from the page, perhaps before any letter left."""
    return any(
        entry.user_id == person.pk for entry in fetched({file.pk: file for file in release.files.all()})
    )


def _not_published(staff: list[User], now: datetime) -> Iterator[Letter]:
    """To who set a time at which an issue did not appear: readers wait for it, so nobody does without."""
    people = {person.pk: person for person in staff}
    refused = Appointment.objects.filter(
        state=AppointmentState.REFUSED, ended_at__gt=now - ANNOUNCED_WITHIN, set_by__in=people
    )
    for time in refused.select_related("issue__periodical").order_by("ended_at", "pk"):
        person = people[time.set_by_id]
        if keys := untold(person, [f"not-published:{time.pk}"]):
            yield letters.not_published(person, time, tuple(keys))


def _returned(staff: list[User], now: datetime) -> Iterator[Letter]:
    """Articles that were returned and still lie with their editor, without a new 送审 since."""
    wanting = {person.pk: person for person in staff if person.wants_urgent_mail}
    changes = (
        StatusChange.objects.filter(
            transition=RETURN_TO_EDITOR.name,
            at__gt=now - RETURNED_WITHIN,
            article__status=Status.DRAFT,
            article__assignee__in=wanting,
        )
        .exclude(actor=F("article__assignee"))
        .select_related("article", "actor")
        .order_by("at", "pk")
    )
    latest = {change.article_id: change for change in changes}
    for change in latest.values():
        person = wanting[change.article.assignee_id or 0]
        if keys := untold(person, [f"returned:{change.pk}"]):
            yield letters.returned(person, change, tuple(keys))


def _digests(staff: list[User], found: list[Paper], today: date) -> Iterator[Letter]:
    for person in staff:
        keys = untold(person, [f"digest:{today}"]) if person.wants_digest else []
        if not keys:
            continue
        if mine := matters(found, person, today):
            # What the digest says is due today is not sent once more on its own.
            keys += untold(person, mine.due_keys)
            yield letters.digest(person, mine, today, tuple(keys))
        else:
            # Nothing to read is settled too: what comes up at noon is for tomorrow's digest.
            claim(person, keys)


def _due_today(staff: list[User], found: list[Paper], today: date) -> Iterator[Letter]:
    due = [paper for paper in found if paper.deadline == today and paper.step]
    for person in staff:
        if not person.wants_urgent_mail:
            continue
        mine = {due_key(paper, today): paper for paper in due if paper.waits_for(person)}
        if keys := untold(person, mine):
            lines = [wording.waiting(mine[key], person, today) for key in keys]
            yield letters.due_today(person, lines, tuple(keys))
