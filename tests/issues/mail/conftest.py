"""The staff with addresses, an article that was returned, and a round of the job at a given hour."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from articles import services
from articles.models import Article
from issues.mail.rounds import Outcome, send_due
from tests.conftest import Cast

DAY = timedelta(days=1)


@pytest.fixture
def office(cast: Cast) -> Cast:
    """Everyone has an address."""
    for user in User.objects.all():
        user.email = f"{user.username}@example.org"
        user.save()
    return cast


@pytest.fixture
def returned(make_article: Callable[..., Article], office: Cast) -> Article:
    """An article of the editor's that came back just now."""
    article = services.submit(make_article("短讯"), actor=office.editor)
    return services.return_to_editor(article, actor=office.proof_editor, comment="两处产量不一")


def morning() -> datetime:
    return timezone.localtime().replace(hour=8, minute=5)


def night() -> datetime:
    return timezone.localtime().replace(hour=3, minute=0)


def run(at: datetime | None = None) -> Outcome:
    return send_due(at or morning())


def to(mails: list[Any], user: User) -> list[Any]:
    return [mail for mail in mails if mail.to == [f"{user.username}@example.org"]]
