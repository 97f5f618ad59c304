"""Sections: slugs from pinyin, one a name."""

import pytest

from articles.services import section_named, section_slug
from periodicals.models import Periodical

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("政策措施", "zheng-ce-cuo-shi"),
        ("AI前沿", "ai-qian-yan"),
        ("！？", "section"),
        ("○刊首○", "kan-shou"),
    ],
)
def test_a_slug_is_the_names_pinyin(name: str, slug: str, periodical: Periodical) -> None:
    assert section_slug(periodical, name) == slug


def test_sections_of_one_sound_get_slugs_of_their_own(periodical: Periodical) -> None:
    slugs = [section_named(periodical, name).slug for name in ("工艺", "公益", "公议")]
    assert slugs == ["gong-yi", "gong-yi-2", "gong-yi-3"]


def test_a_name_is_one_section_at_the_end_of_the_usual_order(periodical: Periodical) -> None:
    first, second = section_named(periodical, "要闻"), section_named(periodical, "简讯")
    assert section_named(periodical, "要闻") == first
    assert (first.usual_position, second.usual_position) == (1, 2)
