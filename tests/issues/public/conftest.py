"""The world with canaries, made anew for each test: a third of a second."""

import pytest

from tests.conftest import Cast
from tests.issues.public.world import World, build


@pytest.fixture
def world(cast: Cast) -> World:
    """Everything public that ever was, before ``World.hide``."""
    return build(cast)
