"""Pictures of articles are served in production too, and nothing above their folder."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve


def test_the_address_is_there_without_debug() -> None:
    assert settings.DEBUG is False  # as pytest-django has it, and production
    assert resolve("/media/pictures/a.png").kwargs["document_root"]


@pytest.mark.parametrize("path", ["pictures/", "../manage.py", "%2e%2e/manage.py", "none.png"])
def test_folders_and_other_files_have_no_address(path: str, client: Client) -> None:
    assert Path("manage.py").is_file()
    assert client.get(f"/media/{path}").status_code in (400, 404)
