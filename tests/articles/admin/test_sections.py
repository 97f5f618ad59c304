"""Sections in the admin: the slug is made of the name, order is typed in the list."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Section
from periodicals.models import Periodical
from tests.conftest import Cast

ADD = "/admin/articles/section/add/"


@pytest.fixture
def boss(client: Client, cast: Cast) -> Client:
    client.force_login(cast.responsible_editor)
    return client


def _data(periodical: Periodical, **values: Any) -> dict[str, Any]:
    return {"periodical": periodical.pk, "name": "政策措施", "slug": "", "usual_position": 1, **values}


def test_an_empty_slug_comes_from_pinyin(boss: Client, periodical: Periodical) -> None:
    assert boss.post(ADD, _data(periodical)).status_code == 302
    assert Section.objects.get().slug == "zheng-ce-cuo-shi"


def test_two_sections_of_one_sound_get_two_slugs(boss: Client, periodical: Periodical) -> None:
    boss.post(ADD, _data(periodical))
    boss.post(ADD, _data(periodical, name="政策措失"))
    assert set(Section.objects.values_list("slug", flat=True)) == {"zheng-ce-cuo-shi", "zheng-ce-cuo-shi-2"}


def test_the_same_name_twice_is_refused_in_chinese(boss: Client, periodical: Periodical) -> None:
    boss.post(ADD, _data(periodical))
    assert "本刊已有同名栏目。" in boss.post(ADD, _data(periodical)).content.decode()


def test_a_slug_of_capitals_is_refused_in_chinese(boss: Client, periodical: Periodical) -> None:
    text = boss.post(ADD, _data(periodical, slug="ZhengCe")).content.decode()
    assert "只含小写字母、数字和连字符。" in text


def test_queries_do_not_grow_with_rows(
    boss: Client, periodical: Periodical, django_assert_num_queries: Any
) -> None:
    counts = []
    for rows in (5, 45):
        for n in range(Section.objects.count(), rows):
            Section.objects.create(periodical=periodical, name=f"栏目{n}", slug=f"s{n}")
        with django_assert_num_queries(20, exact=False) as captured:
            boss.get("/admin/articles/section/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
