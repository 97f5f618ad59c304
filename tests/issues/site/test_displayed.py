"""Article text as a page shows it."""

import pytest

from issues.templatetags.reading import displayed

BOX = '<div class="scroll" role="region" aria-label="表格" tabindex="0">'


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<p>文<script>x</script></p>", "<p>文</p>"),
        ('<p onclick="x">文</p>', "<p>文</p>"),
        ("<h3>节</h3><h4>小节</h4><h3>节</h3>", "<h2>节</h2><h3>小节</h3><h2>节</h2>"),
        ("<h4>小节</h4><h4>小节</h4>", "<h2>小节</h2><h3>小节</h3>"),
        (
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            f"{BOX}<table><tbody><tr><td>1</td></tr></tbody></table></div>",
        ),
        (
            '<figure class="image"><img src="/media/a.png" alt="甲"><figcaption>图</figcaption></figure>',
            '<figure class="image"><img src="/media/a.png" alt="甲" loading="lazy" decoding="async">'
            "<figcaption>图</figcaption></figure>",
        ),
        ('<p><img src="/media/a.png"></p>',
         '<p><img src="/media/a.png" alt="" loading="lazy" decoding="async"></p>'),
        ("<p>5 &lt;table&gt; 6</p>", "<p>5 &lt;table&gt; 6</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_displayed(stored: str, shown: str) -> None:
    assert displayed(stored) == shown


def test_tag_inside_an_attribute_is_left_alone() -> None:
    shown = displayed('<p><img src="/media/a.png" alt="<table> x"></p>')
    assert BOX not in shown
    assert shown.count("loading=") == 1
