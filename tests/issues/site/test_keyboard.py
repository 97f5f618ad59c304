"""With a keyboard alone: everything can be reached in the order of reading, and is seen to have been."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.issues.site.world import PAGES

pytestmark = pytest.mark.browser

# Where the focus is: its place among all elements, its size, whether it shows, and whether it is marked.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const line = at.matches("input") && at.closest(".find");  // underlined in the colour of its button
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    || line && getComputedStyle(line).boxShadow.includes(getComputedStyle(line.lastElementChild).color);
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    place: [...document.querySelectorAll("*")].indexOf(at),
    name: at.textContent.trim() || at.name,
    small: box.width < 24 || box.height < 24,
    hidden: !middle || !(at.contains(middle) || middle.contains(at)),
    marked,
  };
}"""


@pytest.mark.parametrize("name", ["home", "tables-and-pictures", "hits"])
def test_through_the_page(open_site: Callable[..., Page], name: str) -> None:
    page = open_site(PAGES[name], width=390)
    stops = page.locator("a, button:visible, input:visible, select:visible, summary, [tabindex='0']")
    expected = stops.evaluate_all("found => found.filter((each) => each.checkVisibility()).length")
    seen = []
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        seen.append(focus)
    assert len(seen) == expected
    assert [each["place"] for each in seen] == sorted(each["place"] for each in seen)
    assert [each["name"] for each in seen if each["hidden"] or each["small"] or not each["marked"]] == []
