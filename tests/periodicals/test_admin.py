"""Periodicals and layouts in the admin."""

from typing import Any

import pytest
from django.test import Client

from periodicals.models import Layout, Periodical
from tests.conftest import Cast

LIST = "/admin/periodicals/periodical/"


@pytest.fixture
def administrator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator)
    return client


def test_the_slug_of_public_addresses_stays(administrator: Client, periodical: Periodical) -> None:
    text = administrator.get(f"{LIST}{periodical.pk}/change/").content.decode()
    assert 'name="title"' in text
    assert 'name="slug"' not in text
    assert 'name="slug"' in administrator.get(f"{LIST}add/").content.decode()


def test_a_slug_that_hides_the_site_s_own_address_is_refused(administrator: Client, layout: Layout) -> None:
    data = {"title": "新刊", "slug": "admin", "default_layout": layout.pk}
    assert "是本站固定地址" in administrator.post(f"{LIST}add/", data).content.decode()


def test_a_layout_in_use_is_kept(administrator: Client, periodical: Periodical, layout: Layout) -> None:
    page = f"/admin/periodicals/layout/{layout.pk}/delete/"
    text = administrator.get(page).content.decode()
    assert "下面这些内容还在用它" in text
    assert "测试通讯" in text
    administrator.post(page, {"post": "yes"})
    assert Layout.objects.filter(pk=layout.pk).exists()


@pytest.mark.parametrize("address", [LIST, "/admin/periodicals/layout/"])
def test_queries_do_not_grow_with_rows(
    administrator: Client, layout: Layout, django_assert_num_queries: Any, address: str
) -> None:
    counts = []
    for rows in (5, 45):
        for n in range(Periodical.objects.count(), rows):
            other = Layout.objects.create(name=f"版式{n}")
            Periodical.objects.create(title=f"刊{n}", slug=f"kan{n}", default_layout=other)
        with django_assert_num_queries(20, exact=False) as captured:
            administrator.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("query", [{"kind": "x"}, {"frequency": "x"}, {"q": "测试"}, {"kind": "internal"}])
def test_filters_and_senseless_values(
    administrator: Client, periodical: Periodical, query: dict[str, str]
) -> None:
    assert administrator.get(LIST, query).context["cl"].result_count == 1
