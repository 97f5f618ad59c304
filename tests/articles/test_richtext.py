"""Editor HTML: what stays, what goes, and that every way into the database is cleaned."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.richtext import DEPTH_LIMIT, clean, plain_text


@pytest.mark.parametrize(
    "html",
    [
        "<p>一<strong>二</strong><em>三</em>m<sup>2</sup>H<sub>2</sub>O</p>",
        "<h3>小标题</h3><h4>再小</h4><ul><li>甲</li></ul><ol start=\"3\"><li>乙</li></ol>",
        '<figure class="table"><table><thead><tr><th colspan="2">表头</th></tr></thead>'
        "<tbody><tr><td>甲</td><td>乙</td></tr></tbody></table><figcaption>表1</figcaption></figure>",
        '<figure class="image"><img src="/media/pictures/a.jpg" alt="图" width="10" height="20">'
        "<figcaption>说明</figcaption></figure>",
        "<blockquote><p>引文</p></blockquote>",
    ],
)  # fmt: skip
def test_what_a_bulletin_needs_stays_as_it_is(html: str) -> None:
    assert clean(html) == html


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("<script>alert(1)</script><p>文</p>", "<p>文</p>"),
        ("<style>p{}</style>文", "文"),
        ('<p style="color:red" onclick="x()" class="MsoNormal" id="a">文</p>', "<p>文</p>"),
        ("<h1>题</h1><h2>题</h2><h5>题</h5>", "<h3>题</h3><h3>题</h3><h4>题</h4>"),
        ("<B>粗</B><i>斜</i><br/>", "<strong>粗</strong><em>斜</em><br>"),
        ('<a href="javascript:alert(1)">文</a>', '<a rel="noopener noreferrer">文</a>'),
        ('<a href="file:///etc/passwd" rel="attachment">文</a>', '<a rel="noopener noreferrer">文</a>'),
        ('<a href="/admin/logout/">文</a>', '<a rel="noopener noreferrer">文</a>'),
        ('<img src="http://example.org/a.png">',
         '<a href="http://example.org/a.png" rel="noopener noreferrer">〔外来图片：example.org〕</a>'),
        ('<figure class="image"><img src="https://example.org/a?b=1&amp;c=2" alt="图">'
         "<figcaption>图题</figcaption></figure>",
         '<p><a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer">'
         "〔外来图片：example.org〕</a></p><p>图题</p>"),
        ('<img src="file:///etc/passwd">', ""),
        ('<img src="data:image/png;base64,AAAA">', ""),
        ('<img src="/media/../secret">', ""),
        ('<td colspan="1000000">文</td>', "文"),
        ('<table><tr><td colspan="51" rowspan="x">文</td></tr></table>',
         "<table><tbody><tr><td>文</td></tr></tbody></table>"),
        ('<link rel=attachment href="file:///etc/passwd"><iframe src="//x">文</iframe>', "文"),
        ("<svg><script>1</script></svg><math><p>文</p></math>", "<p>文</p>"),
        ('<figure class="image evil"><img src="/media/a.png" onerror="x"></figure>',
         '<figure class="image"><img src="/media/a.png"></figure>'),
    ],
)  # fmt: skip
def test_what_a_bulletin_must_not_hold_goes(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned


@given(st.text(alphabet=st.sampled_from("<>/=\"' abpimgsrcscriptonerror:javdt&;#x文。"), max_size=80))
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    once = clean(html)
    assert clean(once) == once
    assert "<script" not in once


@pytest.mark.django_db
def test_every_way_in_is_cleaned(make_article: Callable[..., Article]) -> None:
    dirty, cleaned = "<p onclick='x'>文</p><script>1</script>", "<p>文</p>"
    article = make_article("甲", body=dirty)
    assert article.body == cleaned
    assert Article.objects.get().body == cleaned
    Article.objects.update(body=dirty + "<p>二</p>")
    assert Article.objects.get().body == cleaned + "<p>二</p>"
    article.body = dirty
    Article.objects.bulk_update([article], ["body"])
    assert Article.objects.get().body == cleaned
    Article.objects.bulk_create(
        [Article(title="乙", section=article.section, created_by=article.created_by, body=dirty)]
    )
    assert Article.objects.get(title="乙").body == cleaned


def test_plain_text_has_a_line_a_block() -> None:
    html = (
        "<h3>一、题</h3>\n<p>甲&amp;乙<br>丙</p><ul><li>丁</li></ul>"
        "<table><tr><td>戊</td><td>己</td></tr></table>"
    )
    assert plain_text(clean(html)) == "一、题\n甲&乙\n丙\n丁\n戊\n己"


@pytest.mark.parametrize("tag", ["blockquote", "strong", "ul", "table"])
def test_what_is_nested_beyond_reason_is_flattened_and_its_text_kept(tag: str) -> None:
    opening, closing = {
        "ul": ("<ul><li>外", "</li></ul>"),
        "table": ("<table><tbody><tr><td>外", "</td></tr></tbody></table>"),
    }.get(tag, (f"<{tag}>外", f"</{tag}>"))
    html = f'<p>前</p>{opening * 500}<p title="a>b">内</p><p>底</p>{closing * 500}<p>后</p>'
    cleaned = clean(html)
    assert plain_text(cleaned).replace("\n", "") == "前" + "外" * 500 + "内底后"
    assert "内\n底" in plain_text(cleaned)
    assert clean(cleaned) == cleaned
    assert cleaned.count("<" + tag) <= DEPTH_LIMIT
    assert cleaned.count("<") - cleaned.count("<br>") == 2 * cleaned.count("</")


def test_what_people_nest_stays_as_it_is() -> None:
    cell = "<table><tbody><tr><td><ul><li><p>格<strong>重</strong></p></li></ul></td></tr></tbody></table>"
    html = f"<blockquote><ol><li>{cell}</li></ol></blockquote>" * 40
    assert clean(html) == html


def test_line_separators_become_line_breaks_and_unseen_characters_go() -> None:
    assert clean("<p>一\u2028二&#8233;三</p>") == "<p>一<br>二<br>三</p>"
    assert clean("<p>长\u00ad沙\u200b市\ufeff</p>") == "<p>长沙市</p>"
    assert "<br>" not in clean('<p><img src="/media/a.png" alt="一\u2028二"></p>')
