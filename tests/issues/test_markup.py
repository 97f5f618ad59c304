"""What HTML forgives and XML does not is put right, and no text is lost on the way."""

from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.richtext import TAGS, clean, plain_text
from issues.markup import body, legal, uri


def _put_right(html: str) -> str:
    return "".join(tostring(block, encoding="unicode") for block in body(html))


@pytest.mark.parametrize(
    ("html", "valid"),
    [
        ("字<p>段</p>字", "<p>字</p><p>段</p><p>字</p>"),
        ("<strong><p>段</p></strong>", "<p>段</p>"),
        ("<h3>题<ul><li>项</li></ul></h3>", "<p>题</p><ul><li>项</li></ul>"),
        ("<ul>字<li>项</li><ul><li>内</li></ul></ul>", "<ul><li>字</li><li>项<ul><li>内</li></ul></li></ul>"),
        ("<li>孤项</li>", "<p>孤项</p>"),
        ("<ol start='3'><li>三</li></ol>", '<ol start="3"><li>三</li></ol>'),
        ("<p><strong></strong>空的不留<a href='https://example.org/'></a></p>", "<p>空的不留</p>"),
        ("<p><img alt='字'></p>", "<p>字</p>"),
        (
            "<table><tr><td>格</td></tr><thead><tr><th><h3>列</h3></th></tr></thead><caption>题</caption></table>",
            "<table><caption>题</caption><thead><tr><th><p>列</p></th></tr></thead>"
            "<tbody><tr><td>格</td></tr></tbody></table>",
        ),
        ("<table><caption>只有题</caption></table>", "<p>只有题</p>"),
        (
            "<figure class='image'><figcaption>题</figcaption>图<figcaption>又题</figcaption></figure>",
            '<figure class="image"><figcaption>题<br />又题</figcaption>图</figure>',
        ),
        (
            "<a href='https://example.org/a'>外<object><a href='https://example.org/b'>内</a></object></a>",
            '<p><a href="https://example.org/a">外内</a></p>',
        ),
    ],
)
def test_misplaced_elements_find_their_place(html: str, valid: str) -> None:
    assert _put_right(html) == valid


# A hostile editor: any of our elements inside any other.
_HTML = st.recursive(
    st.text("甲乙 &<>\n\x01\x0b\ufffe", max_size=6).map(lambda text: text.replace("<", "&lt;")),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag} href='https://example.org/' src='/media/a.png'>{''.join(parts)}</{tag}>",
        st.sampled_from(sorted(TAGS - {"br", "col", "img"})),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(_HTML)
def test_whatever_is_nested_becomes_xml_with_all_its_text(html: str) -> None:
    made = _put_right(html)
    again = fromstring(f"<body>{made}</body>")  # noqa: S314 - made here
    assert _marks("".join(again.itertext())) == _marks(plain_text(clean(html)))
    for parent in again.iter():
        inside = {child.tag for child in parent}
        if parent.tag in {"p", "h3", "h4", "strong", "em", "a", "sub", "sup"}:
            assert inside <= {"a", "br", "em", "img", "strong", "sub", "sup"}
        if parent.tag in {"ul", "ol"}:
            assert inside == {"li"}
        if parent.tag == "tr":
            assert inside <= {"td", "th"}
        assert not any(link.find(".//a") is not None for link in parent.iter("a"))


def _marks(text: str) -> list[str]:
    """The characters of a text; their order may change where a table's parts were out of order."""
    return sorted(mark for mark in legal(text) if not mark.isspace())


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (
            "https://example.org/甲 乙?丙=[1]#丁",
            "https://example.org/%E7%94%B2%20%E4%B9%99?%E4%B8%99=%5B1%5D#%E4%B8%81",
        ),
        ("http://例子.测试", "http://xn--fsqu00a.xn--0zwm56d"),
        ("https://example.org/%zz%41", "https://example.org/%25zz%41"),
        ("https://用户:口令@example.org/", "https://example.org/"),
        ("https://[2001:db8::1]:8080/a", "https://[2001:db8::1]:8080/a"),
        ("mailto:a@example.org?subject=好", "mailto:a@example.org?subject=%E5%A5%BD"),
        *((bad, None) for bad in (
            "", "https://", "http://[", "http://a b/", "https:///a", "mailto:", "ftp://example.org/",
            "javascript:alert(1)", "https://example.org:99999/", f"http://{'a' * 300}.example/", "https:a",
        )),
    ],
)  # fmt: skip
def test_addresses_are_written_as_the_standard_wants_them(address: str, written: str | None) -> None:
    assert uri(address) == written


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert legal("甲\x00\x0b\x1f\ufffe\ud800乙\t\n😀") == "甲乙\t\n😀"
