"""A production site whose own address is not its own is warned."""

from typing import Any

import pytest

from issues.checks import site_address_is_ours


@pytest.mark.parametrize(
    ("address", "debug", "warned"),
    [
        ("https://tongxun.example.org", False, False),
        ("https://tongxun.example.org:8443/", False, False),
        ("http://127.0.0.1:8000", False, True),
        ("tongxun.example.org", False, True),
        ("http://127.0.0.1:8000", True, False),
    ],
)
def test_address_and_host_names(settings: Any, address: str, debug: bool, warned: bool) -> None:
    settings.ALLOWED_HOSTS = ["tongxun.example.org"]
    settings.SITE_URL, settings.DEBUG = address, debug
    assert [found.id for found in site_address_is_ours()] == (["issues.W003"] if warned else [])
