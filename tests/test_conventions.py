"""What we agreed on, held by tests instead of by memory."""

import re
import subprocess
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.roles import PERMISSIONS
from articles.richtext import TAGS
from tests.bulletins import bulletin_file

ROOT = Path(__file__).resolve().parents[1]
# Put together here, so that this file does not name them either.
REGISTRIES = [f"{name}.{end}" for name, end in (
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
    ("npmmirror", "com"), ("deb.debian", "org"),
)]  # fmt: skip


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="ignore")


def test_no_file_names_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {registry}"
        for path in _tracked()
        for registry in REGISTRIES
        if registry in _text(path)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_locked_requirement_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=\S)", _text(ROOT / "requirements" / f"{name}.txt").strip())
    assert len(entries) > 20
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["shanxi-2024-08.txt", "shanxi-2023-09.txt", "zhejiang-2021-09.txt"])
def test_no_sentence_of_a_real_bulletin_is_ours(name: str) -> None:
    lines = bulletin_file(name).read_text("utf-8").splitlines()
    # Titles of articles appear nowhere either; 16 characters are longer than any term of the trade.
    passages = {line[i : i + 16] for line in lines for i in range(0, max(len(line) - 15, 0), 8)}
    ours = "\n".join(_text(path) for path in _tracked() if path.suffix != ".png")
    assert [passage for passage in sorted(passages) if passage in ours and not passage.isascii()] == []


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in _tracked() if path.match("tests/**/*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_every_setting_is_explained() -> None:
    settings = _text(ROOT / "bulletin" / "settings.py")
    names = set(re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings))
    assert len(names) > 8
    operations = _text(ROOT / "docs" / "operations.md")
    assert [name for name in sorted(names) if f"`{name}`" not in operations] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_each_role_is_a_group_with_exactly_its_permissions() -> None:
    groups = {
        group.name: {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        for group in Group.objects.prefetch_related("permissions__content_type")
    }
    assert groups == {role.value: set(names) for role, names in PERMISSIONS.items()}


def test_headings_of_the_page_are_not_for_articles() -> None:
    assert {"h1", "h2", "script", "style", "iframe", "object", "svg"}.isdisjoint(TAGS)
