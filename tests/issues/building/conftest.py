"""One compositor for all tests: a real child process, warm after the first."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from articles.models import Article
from issues.building import running
from issues.building.compositor import Compositor
from issues.models import Build, Issue


@pytest.fixture(scope="session")
def child_media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The media folder of the child process."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session")
def compositor(child_media: Path) -> Iterator[Compositor]:
    compositor = Compositor({"MEDIA_ROOT": str(child_media)})
    compositor.start()
    yield compositor
    compositor.stop()


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    return make_issue(2026, 3, articles=[make_article("甲题"), make_article("乙题")])


@pytest.fixture
def carry_out(compositor: Compositor) -> Callable[[Build], Build]:
    """Do what the worker does with a queued build."""

    def carry_out(build: Build) -> Build:
        running.carry_out(build.pk, compositor)
        build.refresh_from_db()
        return build

    return carry_out
