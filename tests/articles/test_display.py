"""Article text as a page shows it."""

import re
from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.display import displayed
from articles.pictures.stored import StoredPicture

BOX = '<div class="table-scroll" role="region" aria-label="表格，可左右滚动" tabindex="0">'
SECOND = BOX.replace("表格", "第2个表格")
TABLE = "<table><tbody><tr><td>1</td></tr></tbody></table>"
STEM = f"pictures/ab/{'ab' * 32}"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("<p>文<script>x</script></p>", "<p>文</p>"),
        ('<p onclick="x">文</p>', "<p>文</p>"),
        ("<h3>节</h3><h4>小节</h4><h3>节</h3>", "<h2>节</h2><h3>小节</h3><h2>节</h2>"),
        ("<h4>小节</h4><h4>小节</h4>", "<h2>小节</h2><h3>小节</h3>"),
        (TABLE, f"{BOX}{TABLE}</div>"),
        (TABLE + TABLE, f"{BOX}{TABLE}</div>{SECOND}{TABLE}</div>"),
        (
            TABLE.replace("1", TABLE),
            f"{BOX}{TABLE.replace('1', TABLE)}</div>",
        ),
        (
            '<figure class="image"><img src="/media/a.png" alt="甲">'
            "<figcaption>图（某某摄）</figcaption></figure>",
            '<figure class="image"><img src="/media/a.png" alt="甲" fetchpriority="high" decoding="async">'
            "<figcaption>图（某某摄）</figcaption></figure>",
        ),
        ("<p>5 &lt;table&gt; 6</p>", "<p>5 &lt;table&gt; 6</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_displayed(stored: str, shown: str) -> None:
    assert displayed(stored) == shown


def test_tag_inside_an_attribute_is_left_alone() -> None:
    shown = displayed('<p><img src="/media/a.png" alt="<table> x"></p>')
    assert "table-scroll" not in shown
    assert shown.count("decoding=") == 1


def test_only_the_picture_at_the_top_is_loaded_at_once() -> None:
    image = '<p><img src="/media/a.png"></p>'
    assert displayed(image * 3).count('alt="" loading="lazy"') == 2
    assert displayed(f"<p>{'字' * 100}</p>{image}").count('fetchpriority="high"') == 1
    assert "fetchpriority" not in displayed(f"<p>{'字' * 200}</p>{image}")


def _picture(kinds: list[tuple[str, list[int]]], size: tuple[int, int], ending: str = "jpg") -> str:
    made_at = datetime(2026, 1, 1, tzinfo=UTC) if kinds else None
    picture = StoredPicture.objects.create(
        name=f"{STEM}.{ending}", width=size[0], height=size[1], kinds=kinds, made_at=made_at
    )
    return f'<p><img src="/media/{picture.name}" alt="甲 &amp; 乙"></p>'


@pytest.mark.django_db
def test_kinds_and_widths() -> None:
    shown = displayed(_picture([("avif", [480, 800]), ("webp", [480]), ("jpg", [480])], (800, 600)))
    sizes = 'sizes="(min-width: 680px) 648px, calc(100vw - 32px)"'
    assert shown == (
        '<p><picture><source type="image/avif"'
        f' srcset="/media/{STEM}-480.avif 480w, /media/{STEM}-800.avif 800w" {sizes}>'
        f'<source type="image/webp" srcset="/media/{STEM}-480.webp 480w" {sizes}>'
        f'<img src="/media/{STEM}.jpg" alt="甲 &amp; 乙" width="800" height="600"'
        f' srcset="/media/{STEM}-480.jpg 480w, /media/{STEM}.jpg 800w" {sizes}'
        ' fetchpriority="high" decoding="async"></picture></p>'
    )


@pytest.mark.django_db
def test_before_versions_are_made_there_is_the_picture_with_its_size() -> None:
    assert displayed(_picture([], (4000, 3000))) == (
        f'<p><img src="/media/{STEM}.jpg" alt="甲 &amp; 乙" width="4000" height="3000"'
        ' fetchpriority="high" decoding="async"></p>'
    )


@pytest.mark.django_db
def test_a_picture_larger_than_pages_need_is_not_offered_as_it_is() -> None:
    shown = displayed(_picture([("jpg", [480, 800, 1200, 1600])], (4000, 3000)))
    assert "4000w" not in shown
    assert "-1600.jpg 1600w" in shown


@pytest.mark.django_db
def test_a_small_one_is_not_made_larger() -> None:
    shown = displayed(_picture([("avif", [200])], (200, 150)))
    assert 'sizes="(min-width: 232px) 200px, calc(100vw - 32px)"' in shown
    assert 'width="200" height="150"' in shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((1200, 1500), (1200, 1500)),  # 810 high in a column of text
        ((1200, 3000), (346, 864)),
        ((300, 800), (300, 800)),
        ((1200, 6000), (1200, 6000)),  # to be read from top to bottom
    ],
)
def test_tall_ones_are_seen_at_one_glance(size: tuple[int, int], shown: tuple[int, int]) -> None:
    found = re.search(r'width="(\d+)" height="(\d+)"', displayed(_picture([], size)))
    assert found
    assert (int(found[1]), int(found[2])) == shown


@pytest.mark.django_db
def test_one_query_for_all_pictures(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    body = _picture([("avif", [480])], (800, 600))
    many = "".join(body.replace("ab" * 32, f"{n:064x}") for n in range(50)) + body
    with django_assert_num_queries(1):
        assert displayed(many).count("<source") == 1
    with django_assert_num_queries(0):
        displayed("<p>无图。</p>" + TABLE)


@pytest.mark.django_db
def test_media_elsewhere_than_usual(settings: object) -> None:
    body = _picture([("avif", [480])], (800, 600))
    settings.MEDIA_URL = "/files/m/"  # type: ignore[attr-defined]
    assert f"/files/m/{STEM}-480.avif 480w" in displayed(body.replace("/media/", "/files/m/"))
    assert "<source" not in displayed(body)
