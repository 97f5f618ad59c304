"""Data blocks pass the strictest policy that the site will have: they are data, and never run."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from articles.models import Article
from issues.models import Issue

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'"
TITLE = "</script><script>document.title = 'broken out'</script>"


def test_linked_data_under_a_strict_policy(
    transactional_db: None, appeared: Callable[..., Issue], open_page: Callable[..., Page]
) -> None:
    appeared()
    Article.objects.filter(title="乙文").update(title=TITLE)
    page = open_page("/issues/")
    page.add_init_script(
        "window.violations = [];"
        "addEventListener('securitypolicyviolation', (event) => violations.push(event.blockedURI));"
    )

    def under_policy(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": POLICY})

    page.route("**/2026/1/2/**", under_policy)
    page.goto("/2026/1/2/script-script-document-title-broken-out-script/")
    block: dict[str, Any] = page.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)"
    )
    assert block["headline"] == TITLE
    assert page.evaluate("violations") == []
    # The policy was in force: the same element as a script is refused.
    page.evaluate(
        "const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        "document.head.append(script)"
    )
    page.wait_for_function("violations.length === 1")
    assert page.evaluate("[violations[0], window.ran ?? false]") == ["inline", False]
    assert page.title() != "broken out"
