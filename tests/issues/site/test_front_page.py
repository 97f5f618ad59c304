"""What a front page and an article's page offer to go on with."""

import re
from collections.abc import Callable

from django.test import Client

from articles import services as article_services
from articles.models import Article
from issues.models import Issue
from periodicals.models import Periodical
from tests.issues.site.test_pages import read, text

LONG = "<p>" + "这是开头的一句话。" * 30 + "</p>"


def test_openings(client: Client, published: Callable[..., Issue]) -> None:
    published(titles=tuple(f"第{n}篇" for n in range(1, 9)))
    assert "各栏头条" not in read(client, "/")  # notices, all of them too short
    Article.objects.filter(title__in=["第2篇", "第4篇"]).update(body=LONG)
    words = text(read(client, "/")).split("各栏头条")[1]
    assert re.search(r"要闻 第2篇 (这是开头的一句话。){10} 要闻 第4篇", words)
    assert "各栏头条" not in read(client, "/2026/1/")


def test_issues_before_this_one(client: Client, published: Callable[..., Issue]) -> None:
    for number in range(1, 10):
        published(2026, number, (f"文{number}",))
    words = text(read(client, "/")).split("往期")[-2]
    assert [int(n) for n in re.findall(r"第(\d)期", words)] == [8, 7, 6, 5, 4, 3]
    assert read(client, "/").count('class="cover cover-plain"') == 6


def test_first_issue_has_none_before_it(client: Client, published: Callable[..., Issue]) -> None:
    published()
    assert 'class="recent"' not in read(client, "/")


def test_others_of_the_section(
    client: Client, published: Callable[..., Issue], periodical: Periodical
) -> None:
    for number in range(1, 8):
        published(2026, number, (f"甲{number}", f"乙{number}"))
    other = article_services.section_named(periodical, "数据")
    Article.objects.filter(title="乙5").update(section=other)
    words = text(read(client, "/2026/6/1/jia-6/")).split("同栏目")[1]
    # The one after it stands just above as the next; the newer issue's are not older ones.
    assert re.search(r"^ 甲5 2026年第5期 甲4 2026年第4期 乙4 2026年第4期 “要闻”全部文章", words)
    assert "同栏目" not in read(client, "/2026/5/2/yi-5/")
