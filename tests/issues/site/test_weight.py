"""How much a reader's connection has to carry."""

from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from articles.models import Article
from issues.models import Issue

MOST = 100 * 1024  # bytes, nothing compressed


def test_article_page_without_pictures(client: Client, published: Callable[..., Issue]) -> None:
    published(titles=("甲文", "乙文", "丙文"))
    Article.objects.filter(title="乙文").update(body=f"<p>{'这是一段很长的正文。' * 400}</p>")
    page = client.get("/2026/1/2/yi-wen/").content
    files = ("site/site.css", "site/reading.js", "icon.svg")
    sizes = {name: Path(str(finders.find(name))).stat().st_size for name in files}
    assert all(f'/static/{name}"'.encode() in page for name in files)
    assert page.count(b"<script src=") == 1
    assert page.count(b'rel="stylesheet"') == page.count(b'rel="icon"') == 1
    assert sizes["site/reading.js"] < 4096
    assert len(page) + sum(sizes.values()) < MOST, sizes
