"""The include that shows a comparison."""

from html.parser import HTMLParser

from django.template.loader import render_to_string

from articles.richtext import clean
from tests.articles.comparison.bodies import compared, paragraphs


class _Words(HTMLParser):
    """Collects addresses and their targets, and what a screen reader reads."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.names |= {tag, *values}
        if tag == "a":
            self.links.add((values["href"] or "").removeprefix("#"))
        if values.get("id"):
            self.ids.append(values["id"] or "")


def _page(old: str, new: str) -> tuple[str, _Words]:
    html = render_to_string("admin/articles/comparison.html", {"comparison": compared(old, new)})
    words = _Words()
    words.feed(html)
    return html, words


MOVED = "退回和撤回签发，都要写理由，空着不写，按钮就点不下去。"


def test_marks_have_words_and_links_have_targets() -> None:
    rest = [f"第{k}段，各不相同的文字{k * k}。" for k in range(12)]
    html, words = _page(paragraphs(MOVED, *rest, "稿件已送审。"), paragraphs(*rest, MOVED, "稿件未送审。"))
    assert '<span class="visually-hidden">［删：</span>已<span' in html
    assert '<span class="visually-hidden">［添：</span>未<span' in html
    assert "移至第13段" in html
    assert "移自第1段" in html
    assert "未改动的10段" in html
    assert words.links == {"cmp-new-13", "cmp-old-1"}
    assert words.links <= set(words.ids)
    assert len(words.ids) == len(set(words.ids))


def test_no_inline_style_or_script() -> None:
    _, words = _page(clean("<p>甲</p>"), clean('<p>甲乙</p><figure><img src="/media/a.png"></figure>'))
    assert {"style", "script"}.isdisjoint(words.names)
    assert not [name for name in words.names if name.startswith("on")]


def test_text_is_shown_and_never_taken_as_markup() -> None:
    html, _ = _page(clean("<p>甲</p>"), clean("<p>甲&lt;script&gt;</p>"))
    assert "<script" not in html
    assert "&lt;" in html


def test_two_equal_versions() -> None:
    html, _ = _page(clean("<p>甲</p>"), clean("<p>甲</p>"))
    assert "两个版本没有不同。" in html
