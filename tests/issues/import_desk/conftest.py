"""A made-up issue that is being imported."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from issues.import_desk import drafts
from issues.models import ImportDraft
from periodicals.models import Periodical
from tests.conftest import Cast
from tests.issues.importing.made_up import issue

NAME = "2031-05.txt"


@pytest.fixture
def begin(cast: Cast, periodical: Periodical) -> Callable[..., ImportDraft]:
    """Upload a text in the name of the responsible editor: ``begin("…")``."""

    def make(text: str = "", *, actor: User | None = None) -> ImportDraft:
        return drafts.begin((text or issue()).encode(), NAME, actor=actor or cast.responsible_editor)

    return make


@pytest.fixture
def draft(begin: Callable[..., ImportDraft], periodical: Periodical, cast: Cast) -> ImportDraft:
    """The made-up issue, to be imported into the periodical of all tests."""
    return drafts.correct(begin(), {"periodical": periodical}, actor=cast.responsible_editor)


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    """The responsible editor's browser."""
    client.force_login(cast.responsible_editor)
    return client
