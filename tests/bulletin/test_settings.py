"""The start is refused where it would be unsafe, with a sentence that says what to set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "DEBUG": "false", "SECRET_KEY": "0123456789abcdefghij" * 3, "ALLOWED_HOSTS": "bulletin.example.org",
    "SITE_URL": "https://bulletin.example.org",
}  # fmt: skip


def _start(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from bulletin import settings; print(settings.DEBUG)"],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({**SAFE, "SECRET_KEY": ""}, "SECRET_KEY"),
        ({**SAFE, "SECRET_KEY": "short"}, "SECRET_KEY"),
        ({**SAFE, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({**SAFE, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "bulletin.example.org"}, "DEBUG"),
    ],
)
def test_an_unsafe_start_is_refused(environment: dict[str, str], sentence: str) -> None:
    outcome = _start(**environment)
    assert outcome.returncode == 1
    assert sentence in outcome.stderr.splitlines()[-1]


def test_defaults_suit_development() -> None:
    assert _start().stdout == "True\n"


def test_production_starts_with_its_settings() -> None:
    assert _start(**SAFE).stdout == "False\n"


def test_production_passes_the_deployment_check() -> None:
    outcome = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env={"PATH": os.environ["PATH"], **SAFE},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
