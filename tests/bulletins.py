"""The real bulletins: they lie outside the repository, as their sentences are not ours."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

BULLETINS = Path(__file__).resolve().parents[2] / "shared" / "bulletins"


def bulletin_file(name: str) -> Path:
    """The path of a real bulletin. Skips the test where it is missing, but fails it in CI."""
    path = BULLETINS / name
    if not path.is_file():
        reason = f"the real bulletin {path} is not on this machine"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def misprints(name: str, kind: str) -> list[str]:
    """The texts of one kind that a reader marked as misprints in a real bulletin."""
    listed: dict[str, Any] = json.loads(bulletin_file("misprints.json").read_text("utf-8"))
    return [misprint["text"] for misprint in listed[name] if misprint["kind"] == kind]
