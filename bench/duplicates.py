"""Prints what looking a text up among made-up articles takes, and how many near duplicates are found.

``python -m bench.duplicates [--articles N] [--database URL]``. Without a URL in an SQLite file of its own;
a PostgreSQL database that is named must be empty.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.ground import own_ground

AIM_MILLISECONDS = 100
LENGTH = 1_500  # characters of an article, on average
# Phrases that run through everything an office prints; they must not slow the look-up down.
STOCK = ("按照统一部署和有关文件的要求", "各有关单位要切实加强组织领导", "取得了阶段性的明显成效并继续推进")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.duplicates")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    with own_ground(options.database) as folder:
        _fill(options.articles)
        _measure(options.articles, folder)


class Writer:
    """Texts of invented words, each used as often as words are (Zipf), the same in every run."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311
        words = random.Random(7)  # noqa: S311
        characters = [chr(0x4E00 + n) for n in words.sample(range(20_000), 2_500)]
        self._words = [
            "".join(words.choices(characters, k=words.choice((1, 2, 2, 2, 3)))) for _ in range(6_000)
        ]
        total, self._weights = 0.0, []
        for rank in range(1, len(self._words) + 1):
            total += 1 / (rank + 5)
            self._weights.append(total)

    def text(self, length: int = LENGTH) -> str:
        """A text of about so many characters."""
        words = self._random.choices(self._words, cum_weights=self._weights, k=int(length * 0.55))
        for place in range(20, len(words), 40):
            words[place] += "。"
        for phrase in STOCK:
            if self._random.random() < 0.3:
                words.insert(self._random.randrange(len(words)), phrase)
        return "".join(words)

    def replaced(self, text: str, part: float) -> str:
        """The text with that part of it, in one piece, written anew."""
        length = int(len(text) * part)
        start = self._random.randrange(len(text) - length)
        return text[:start] + self.text(length * 2)[:length] + text[start + length :]

    def corrected(self, text: str, every: int) -> str:
        """The text with one character in so many changed."""
        return "".join(
            self._random.choice("甲乙丙丁戊己") if self._random.random() < 1 / every else each
            for each in text
        )


def _fill(count: int) -> None:
    from django.core.management import call_command

    from accounts.models import User
    from articles.models import Article
    from articles.services import section_named
    from periodicals.models import Layout, Periodical

    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        sys.exit("bench: the database is not empty.")
    user = User.objects.create_superuser("bench")
    periodical = Periodical.objects.create(
        title="测试", slug="bench", default_layout=Layout.objects.create(name="测试")
    )
    section = section_named(periodical, "测试")
    writer, start = Writer(1), time.perf_counter()
    for at in range(0, count, 1_000):
        Article.objects.bulk_create(
            Article(title=f"第{at + n}篇", section=section, created_by=user, body=f"<p>{writer.text()}</p>")
            for n in range(min(1_000, count - at))
        )
    print(f"{count} articles written in {time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    with open(os.devnull, "w") as quiet:
        call_command("rebuild_duplicates", stdout=quiet)
    print(f"sketched in {time.perf_counter() - start:.0f} s")


def _measure(count: int, folder: Path) -> None:
    from django.db import connection

    from articles.duplicates.index import find_older
    from articles.models import Article

    writer, keys = Writer(2), list(Article.objects.order_by("pk").values_list("pk", flat=True))
    chosen = [keys[n] for n in random.Random(3).sample(range(count), min(100, count))]  # noqa: S311
    texts = dict(Article.objects.filter(pk__in=chosen).values_list("pk", "body"))

    def look_up(name: str, change: Callable[[str], str], *, known: bool = True) -> None:
        taken, found = [], 0
        for key in chosen:
            text = change(texts[key].removeprefix("<p>").removesuffix("</p>"))
            start = time.perf_counter()
            older = find_older(text)
            taken.append((time.perf_counter() - start) * 1_000)
            found += (older[0].article.pk == key) if older and known else bool(older)
        taken.sort()
        middle, worst = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
        print(
            f"  {name:42} {found:3} of {len(chosen)} {'found' if known else 'wrongly found'}; "
            f"{middle:5.1f} ms in the middle, {worst:5.1f} ms for 95 of 100 (aim {AIM_MILLISECONDS})"
        )

    print(f"{connection.vendor}, {count} articles:")
    look_up("the same text", lambda text: text)
    look_up("one character in 20 changed", lambda text: writer.corrected(text, 20))
    look_up("a fifth written anew, in one piece", lambda text: writer.replaced(text, 0.2))
    look_up(
        "the first half, and a new one", lambda text: text[: len(text) // 2] + writer.text(len(text) // 2)
    )
    look_up("its middle third alone", lambda text: text[len(text) // 3 : len(text) * 2 // 3])
    look_up("among twice as much new text", lambda text: writer.text() + text + writer.text())
    look_up("unrelated texts", lambda text: writer.text(), known=False)
    look_up("unrelated texts of 20,000 characters", lambda text: writer.text(20_000), known=False)
    database = folder / "db.sqlite3"
    if connection.vendor == "sqlite":
        print(f"  the file holds {database.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
