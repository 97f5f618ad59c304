"""Credits of captions and heads of tables."""

import pytest

from issues.typesetting.figures import with_figures


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("图1　新车间（张三摄）", "（张三摄）"),
        ("新车间 □本刊记者　张三摄", "□本刊记者　张三摄"),
        ("新车间（某厂供图）", "（某厂供图）"),
    ],
)
def test_who_took_a_picture_is_set_apart(caption: str, credit: str) -> None:
    html = with_figures(f"<figure><img><figcaption>{caption}</figcaption></figure>")
    assert f'<span class="credit">{credit}</span></figcaption>' in html
    assert html.replace('<span class="credit">', "").replace("</span>", "").count(caption) == 1


@pytest.mark.parametrize("caption", ["新车间", "新车间（资料图片）", "（张三摄）新车间", "全国摄影大赛"])
def test_other_captions_are_left(caption: str) -> None:
    html = f"<figure><img><figcaption>{caption}</figcaption></figure>"
    assert with_figures(html) == html


def test_a_first_row_of_headings_becomes_the_head() -> None:
    html = "<table><tbody><tr><th>甲</th><th>乙</th></tr><tr><th>丙</th><td>1</td></tr></tbody></table>"
    assert with_figures(html).startswith(
        "<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><th>丙</th>"
    )


def test_a_first_row_with_a_value_stays_in_the_body() -> None:
    html = "<table><tbody><tr><th>甲</th><td>1</td></tr><tr><td>丙</td><td>1</td></tr></tbody></table>"
    assert with_figures(html) == html
