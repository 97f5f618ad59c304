"""The picture by which an article is known where it is shared."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.pictures import first_picture, making
from articles.pictures.sources import SharedPicture
from articles.pictures.stored import StoredPicture
from tests.articles.pictures.drawing import drawing, photo, uploaded

SITE = "https://bulletin.example"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.SITE_URL = SITE


def _img(picture: StoredPicture, alt: str = "") -> str:
    return f'<p><img src="/media/{picture.name}" alt="{alt}"></p>'


def test_none(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert first_picture("<p>无图。</p>") is None
        assert first_picture('<p><img src="/media/../x.jpg"><img></p>') is None


def test_the_picture_itself_until_versions_are_made() -> None:
    picture = uploaded(photo())
    assert first_picture(_img(picture, "甲&amp;乙")) == SharedPicture(
        f"{SITE}/media/{picture.name}", "image/jpeg", 900, 600, "甲&乙"
    )


def test_a_large_one_in_a_size_that_messengers_load(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    picture = uploaded(photo(1700, 1000))
    making.make(picture)
    body = _img(picture) + _img(uploaded(drawing()))
    with django_assert_num_queries(1):
        shared = first_picture(body)
    assert shared is not None
    assert shared.address == f"{SITE}/media/{picture.name.removesuffix('.jpg')}-1200.jpg"
    assert (shared.width, shared.height, shared.type) == (1200, 706, "image/jpeg")


def test_icons_are_passed_over() -> None:
    small, large = uploaded(photo(120, 90)), uploaded(drawing())
    shared = first_picture(_img(small) + _img(large))
    assert shared is not None
    assert (shared.address, shared.type) == (f"{SITE}/media/{large.name}", "image/png")
    assert first_picture(_img(small)) is None


def test_one_of_which_nothing_is_known() -> None:
    picture = uploaded(photo())
    StoredPicture.objects.all().delete()
    shared = first_picture(_img(picture))
    assert shared is not None
    assert (shared.width, shared.height) == (None, None)
