"""epubcheck finds nothing: on the handbook, a real issue, and the worst that the editor lets through."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from articles.models import Article
from issues.epub.binding import bind
from issues.epub.book import Book, book_of
from issues.importing.loading import load
from issues.importing.reading import read_bulletin
from issues.models import Issue
from issues.sample import load_sample_issue
from tests.bulletins import bulletin_file
from tests.conftest import Cast
from tests.issues.epub import hostile
from tests.issues.epub.conftest import publish

# A JVM that starts soon is worth more here than one that would run fast.
_JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", "/usr/bin/epubcheck"]

__all__ = ["publish"]


def _hostile(make_article: Callable[..., Article], make_issue: Callable[..., Issue]) -> Issue:
    hostile.store_pictures()
    marks = "<&>\"'\x0b]]>{{ title }}"
    articles = [
        make_article(
            f"{name}{marks}", signed_off=True, body=body, kicker=marks, subtitle=marks, byline=marks,
            source=marks, original_title=marks, source_url="https://example.org/?a=1&b=2",
        )
        for name, body in hostile.BODIES.items()
    ]  # fmt: skip
    return make_issue(2026, 2, articles=articles, editor=marks)


def test_epubcheck_finds_nothing(
    cast: Cast,
    make_article: Callable[..., Article],
    make_issue: Callable[..., Issue],
    publish: Callable[..., Issue],
    tmp_path: Path,
) -> None:
    real = read_bulletin(bulletin_file("shanxi-2024-08.txt").read_bytes())
    issues = [
        load_sample_issue(actor=cast.superuser),
        load(real, "shanxi", actor=cast.superuser, signed_off=True),
        _hostile(make_article, make_issue),
    ]
    books = [book_of(publish(issue)) for issue in issues]
    assert [len(book.chapters) for book in books] == [29, 22, len(hostile.BODIES)]
    path, report = tmp_path / "all.epub", tmp_path / "report.json"
    with path.open("wb") as file:
        bind(_in_one(books), file)

    command = [*_JAVA, str(path), "--json", str(report)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)

    checked = json.loads(report.read_text("utf-8"))
    assert [(found["severity"], found["message"]) for found in checked["messages"]] == []
    assert done.returncode == 0, done.stderr


def _in_one(books: list[Book]) -> Book:
    """All articles in one book: Java starts once."""
    parts = tuple(
        replace(
            part,
            chapters=tuple(replace(chapter, name=f"b{number}-{chapter.name}") for chapter in part.chapters),
        )
        for number, book in enumerate(books)
        for part in book.parts
    )
    return replace(books[-1], parts=parts)
