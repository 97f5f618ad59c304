"""Fixtures that every test may use: the cast of the office, a periodical, articles and issues."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection

from accounts.groups import make_groups
from accounts.models import User
from accounts.roles import Role
from articles import services as article_services
from articles.models import Article, Section
from issues.models import ContentsEntry, Issue, PressFile
from periodicals.models import Layout, Periodical

pytest_plugins = ["tests.browser"]

# A test that uses none of these meets no database: one run of it is enough.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="leave out tests that use no database (scripts/test.sh)"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests without a database run with SQLite only; all others run on both."""
    if not config.getoption("--database-only"):
        return
    uses = {
        item: bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))
        or item.get_closest_marker("django_db") is not None
        for item in items
    }
    config.hook.pytest_deselected(items=[item for item in items if not uses[item]])
    items[:] = [item for item in items if uses[item]]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite tests run on a file, as the site does: locks and second connections are then real ones."""
    if connection.vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture(autouse=True)
def press_folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Where this test's PDF files are kept. No test writes into the site's media or press files."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    # A file field asks for its storage once, at start, so the storage itself is moved.
    storage: Any = PressFile._meta.get_field("file").storage
    before, storage._location = storage._location, str(tmp_path / "press")
    _forget_place(storage)
    yield tmp_path / "press"
    storage._location = before
    _forget_place(storage)


def _forget_place(storage: Any) -> None:
    for cached in ("base_location", "location"):
        storage.__dict__.pop(cached, None)


@dataclass(frozen=True)
class Cast:
    """The people of every test: one for each role, one for none, and the one with all rights."""

    editor: User
    proof_editor: User
    final_reviewer: User
    responsible_editor: User
    print_office: User
    administrator: User
    superuser: User
    outsider: User


@pytest.fixture
def cast(db: None) -> Cast:
    """The office's staff, invented, with their groups."""

    def member(username: str, full_name: str, role: Role) -> User:
        user = User.objects.create_user(username, full_name=full_name, is_staff=True)
        user.groups.add(_group(role))
        return user

    return Cast(
        editor=member("editor", "甲编辑", Role.EDITOR),
        proof_editor=member("proof", "乙校编", Role.PROOF_EDITOR),
        final_reviewer=member("final", "丙终审", Role.FINAL_REVIEWER),
        responsible_editor=member("responsible", "丁责编", Role.RESPONSIBLE_EDITOR),
        print_office=member("print", "戊印务", Role.PRINT_OFFICE),
        administrator=member("admin", "己管理", Role.ADMINISTRATOR),
        superuser=User.objects.create_superuser("root", full_name="庚超管"),
        outsider=User.objects.create_user("outsider", full_name="辛外人"),
    )


def _group(role: Role) -> Group:
    """The role's group; made anew after a test that had to empty the tables (transactional_db)."""
    if not Group.objects.filter(name=role.value).exists():
        make_groups(apps)
    return Group.objects.get(name=role.value)


@pytest.fixture
def layout(db: None) -> Layout:
    return Layout.objects.create(name="测试版式")


@pytest.fixture
def periodical(layout: Layout) -> Periodical:
    """The site's primary periodical."""
    return Periodical.objects.create(
        title="测试通讯",
        slug="ceshi",
        is_primary=True,
        sponsors="测试学会\n测试研究院",
        default_layout=layout,
    )


@pytest.fixture
def section(periodical: Periodical) -> Section:
    return article_services.section_named(periodical, "要闻")


@pytest.fixture
def make_article(section: Section, cast: Cast) -> Callable[..., Article]:
    """Make an article: ``make_article("题目", signed_off=True, section=…, body=…)``."""

    def make(title: str = "一篇稿件", *, signed_off: bool = False, **fields: Any) -> Article:
        values = {"section": section, "body": f"<p>{title}的正文。</p>", "created_by": cast.editor}
        article = Article.objects.create(title=title, **(values | fields))
        if signed_off:
            article = article_services.register_printed(
                article, actor=cast.responsible_editor, comment="测试"
            )
        return article

    return make


@pytest.fixture
def make_issue(periodical: Periodical) -> Callable[..., Issue]:
    """Make an issue in planning: ``make_issue(2026, 3, articles=[…])``, whole number left empty."""

    def make(year: int = 2026, number: int = 1, *, articles: list[Article] = (), **fields: Any) -> Issue:  # type: ignore[assignment]
        values = {"periodical": periodical, "issue_date": date(year, min(number, 12), 15)}
        issue = Issue.objects.create(year=year, number=number, **(values | fields))
        for position, article in enumerate(articles, start=1):
            ContentsEntry.objects.create(issue=issue, article=article, position=position)
        return issue

    return make
