"""差错登记: errors found after print, and their rate."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from articles.models import Article
from articles.services import Refused
from issues.errata import rate_of, record_error, strike_error
from issues.models import Issue, IssueStatus, PrintedError
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> Issue:
    article = make_article("东山", body=f"<p>{'字' * 4998}</p>")
    return make_issue(2031, 8, articles=[article], status=IssueStatus.AT_PRESS)


def _error(**values: object) -> PrintedError:
    return PrintedError(**({"kind": "wording", "text": "惟一", "found_by": "读者甲"} | values))


def test_the_rate_in_ten_thousand_characters(issue: Issue, cast: Cast) -> None:
    record_error(issue, _error(), actor=cast.editor)
    rate = rate_of(issue)
    assert (rate.characters, rate.in_ten_thousand, rate.is_over) == (5000, Decimal("2.00"), False)
    record_error(issue, _error(kind="mark", weight=Decimal("0.1"), text="，，"), actor=cast.editor)
    assert (rate_of(issue).in_ten_thousand, rate_of(issue).is_over) == (Decimal("2.20"), True)


def test_an_issue_without_text_has_no_rate(make_issue: Callable[..., Issue]) -> None:
    assert rate_of(make_issue(2031, 9)).in_ten_thousand is None


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": " "}, "请写明印成了什么"),
        ({"found_by": ""}, "请写明是谁发现的"),
        ({"correct": "惟一"}, "相同"),
    ],
)
def test_an_error_that_says_nothing_is_refused(
    values: dict[str, str], sentence: str, issue: Issue, cast: Cast
) -> None:
    with pytest.raises(Refused, match=sentence):
        record_error(issue, _error(**values), actor=cast.editor)
    assert not PrintedError.objects.exists()


def test_before_print_and_without_permission(issue: Issue, cast: Cast) -> None:
    with pytest.raises(Refused, match="没有登记差错的权限"):
        record_error(issue, _error(), actor=cast.print_office)
    Issue.objects.update(status=IssueStatus.PLANNING)
    with pytest.raises(Refused, match="还没有付印"):
        record_error(issue, _error(), actor=cast.editor)


def test_an_entry_is_struck_by_who_made_it_or_plans_the_issue(issue: Issue, cast: Cast) -> None:
    error = record_error(issue, _error(), actor=cast.editor)
    with pytest.raises(Refused, match="由甲编辑登记"):
        strike_error(error, actor=cast.proof_editor)
    strike_error(error, actor=cast.responsible_editor)
    assert not PrintedError.objects.exists()


def test_the_page(issue: Issue, client: Client, cast: Cast) -> None:
    client.force_login(cast.editor)
    address = f"/admin/issues/issue/{issue.pk}/errors/"
    assert "还没有登记差错" in client.get(address).content.decode()
    data = {"kind": "mark", "page": "3", "text": "，，", "correct": "，", "found_by": "读者甲", "weight": ""}
    page = client.post(address, data, follow=True).content.decode()
    assert "万分之 0.20" in page
    assert PrintedError.objects.get().weight == Decimal("0.1")
    wrong = client.post(address, data | {"text": ""}).content.decode()
    assert "读者甲" in wrong
    assert PrintedError.objects.count() == 1
    strike = f"{address}{PrintedError.objects.get().pk}/strike/"
    assert "还没有登记差错" in client.post(strike, follow=True).content.decode()
