"""What the tests of 收稿 share: sending files in, and what a card of the page sends back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from articles.submissions import Submission
from tests.articles.intake import words

BASE = "/admin/articles/article/intake/"


def file(name: str = "茶壶.docx", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.article() if data is None else data)


def text_file(title: str = "茶壶", text: str = "茶水间添了一把新茶壶。") -> SimpleUploadedFile:
    return file(f"{title}.txt", f"{title}\n{text}".encode())


def card_data(submission: Submission, **values: Any) -> dict[str, Any]:
    """The fields of one card as the page sends them."""
    day = submission.source_date
    stored = {
        "section": submission.section_id or "", "kicker": submission.kicker, "title": submission.title,
        "subtitle": submission.subtitle, "byline": submission.byline, "source": submission.source,
        "source_date": day.isoformat() if day else "", "original_title": submission.original_title,
    }  # fmt: skip
    return {f"s{submission.pk}-{name}": value for name, value in (stored | values).items()}


@pytest.fixture
def as_(client: Client) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in
