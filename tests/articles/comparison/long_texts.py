"""Pairs of long texts (30,000 characters, 500 paragraphs) that are hard on a comparison."""

import random
from collections.abc import Callable

from tests.articles.comparison.bodies import paragraphs

HAN = "".join(chr(0x4E00 + k) for k in range(3000))


def texts(seed: int, alphabet: str, length: int = 60, count: int = 500) -> list[str]:
    chosen = random.Random(seed)  # noqa: S311
    return ["".join(chosen.choices(alphabet, k=length)) for _ in range(count)]


def every(step: int, text: str) -> str:
    return "".join("改" if k % step == 0 else character for k, character in enumerate(text))


CASES: dict[str, Callable[[], tuple[str, str]]] = {
    "reversed": lambda: (paragraphs(*(t := texts(1, HAN))), paragraphs(*t[::-1])),
    "edited": lambda: (paragraphs(*(t := texts(1, HAN))), paragraphs(*(every(20, x) for x in t))),
    "other": lambda: (paragraphs(*texts(1, HAN)), paragraphs(*texts(2, HAN))),
    "two signs": lambda: (paragraphs(*texts(1, "甲乙")), paragraphs(*texts(2, "甲乙"))),
    "repeats": lambda: (paragraphs(*["啊" * 60] * 500), paragraphs(*["啊" * 59] * 480)),
    "aaaa": lambda: (paragraphs(*["a" * 60] * 500), paragraphs(*["a" * 59] * 480)),
    "one block": lambda: (paragraphs(*texts(1, HAN, 30_000, 1)), paragraphs(*texts(2, HAN, 30_000, 1))),
    "one block of two signs": lambda: (
        paragraphs(*texts(1, "甲乙", 30_000, 1)), paragraphs(*texts(2, "甲乙", 30_000, 1)),
    ),
    "one block, edited": lambda: (
        paragraphs(*(t := texts(1, HAN, 30_000, 1))), paragraphs(every(15, t[0])),
    ),
    "one block of repeats": lambda: (paragraphs("啊" * 30_000), paragraphs("啊" * 14_000 + "甲" * 9_000)),
    "the largest exact one": lambda: (
        paragraphs(*texts(1, "甲乙", 14_000, 1)), paragraphs(*texts(2, "甲乙", 14_000, 1)),
    ),
    "bold everywhere": lambda: (
        "<p>" + "<strong>甲</strong>乙" * 15_000 + "</p>", "<p>" + "甲<strong>乙</strong>" * 15_000 + "</p>",
    ),
}  # fmt: skip
