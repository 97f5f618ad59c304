"""axe-core finds nothing on any page of the site, light or dark, on a phone or a screen (WCAG 2.2 AA).

``make screenshots`` runs this and keeps what every page looks like in ``var/screenshots``.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.issues.site.world import PAGES

pytestmark = pytest.mark.browser

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
SCREENSHOTS = Path(settings.BASE_DIR) / "var/screenshots" if os.environ.get("SCREENSHOTS") else None
WIDTHS = (390, 768, 1280) if SCREENSHOTS else (390, 1280)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What a change of colours alone can break.
OF_COLOUR = ["color-contrast", "link-in-text-block"]

RUN = """async (only) => {
  const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"] });
  return found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).join(" ")}`);
}"""


def test_every_page(open_page: Callable[..., Page], request: pytest.FixtureRequest) -> None:
    script = AXE.read_text("utf-8")
    empty = open_page("/")
    found = dict(_look(empty, "empty", script))
    page = request.getfixturevalue("open_site")("about:blank")
    for name, address in PAGES.items():
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == {"not-found": 404, "taken-down": 410}.get(name, 200), address
        found |= _look(page, name, script)
    assert {view: faults for view, faults in found.items() if faults} == {}
    assert len(found) == (len(PAGES) + 1) * 2 * len(WIDTHS)


def _look(page: Page, name: str, script: str) -> Iterator[tuple[str, list[str]]]:
    page.evaluate(script)
    for mode in ("light", "dark"):
        page.emulate_media(color_scheme=mode)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            only: dict[str, Any] = {"type": "tag", "values": TAGS}
            if mode == "dark":
                only = {"type": "rule", "values": OF_COLOUR}
            faults = page.evaluate(RUN, only)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append("wider than the screen")
            yield f"{name}-{width}-{mode}", faults
            if SCREENSHOTS:
                SCREENSHOTS.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{mode}.png", full_page=True)
