"""docs/workflow.md says what articles/workflow.py does."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.workflow import TRANSITIONS
from issues.management.commands.workflow_table import PAGE, workflow_page

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_is_current() -> None:
    written = (ROOT / PAGE).read_text("utf-8")
    assert written == workflow_page(), "run: manage.py workflow_table"


def test_every_step_has_its_line_with_its_roles() -> None:
    page = workflow_page()
    assert all(f"| {step.label} | `{step.name}` |" in page for step in TRANSITIONS.values())
    assert "| 终审签发 | `sign_off` | 待终审 | 终审通过 | `articles.sign_off_article` | 终审 |" in page


def test_the_command_writes_it(tmp_path: Path, settings: object, capsys: pytest.CaptureFixture[str]) -> None:
    settings.BASE_DIR = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "docs").mkdir()
    call_command("workflow_table")
    assert (tmp_path / PAGE).read_text("utf-8") == workflow_page()
