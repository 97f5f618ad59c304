"""Sending once: a mail is claimed in the database before it leaves, and given back if it cannot."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction

from accounts.models import SentMail, User


@dataclass(frozen=True)
class Letter:
    """A mail to one person. ``keys`` name what it is about; nothing is told twice under one key."""

    to: User
    keys: tuple[str, ...]
    subject: str
    body: str


def post(letter: Letter) -> bool:
    """Send a letter, unless any of it was told already or is being told by another job.

    Returns: whether it left. Raises: whatever stops the mail server, with the claims given back.
    """
    if not claim(letter.to, letter.keys):
        return False
    try:
        EmailMessage(letter.subject, letter.body, to=[letter.to.email]).send()
    except BaseException:
        SentMail.objects.filter(user=letter.to, key__in=letter.keys).delete()
        raise
    return True


def claim(person: User, keys: Iterable[str]) -> bool:
    """Claim all of these for a person, or none of them.

    Committed at once (durable): a second job must see it before the mail leaves. In one order, so that
    two jobs wait for each other instead of blocking each other.
    """
    claims = [SentMail(user=person, key=key) for key in sorted(keys)]
    try:
        with transaction.atomic(durable=True):
            SentMail.objects.bulk_create(claims)
    except IntegrityError:
        return False
    return True


def untold(person: User, keys: Iterable[str]) -> list[str]:
    """Those of the keys that the person was not told of yet, in the order given."""
    wanted = list(keys)
    told = set(SentMail.objects.filter(user=person, key__in=wanted).values_list("key", flat=True))
    return [key for key in wanted if key not in told]
