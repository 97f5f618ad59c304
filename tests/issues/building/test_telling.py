"""What is said while pages are laid out, from the compositor's news."""

from typing import Any

import pytest

from issues.building import running, steps
from issues.building.compositor import News
from issues.building.running import Teller
from issues.models import Build


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int | None]]:
    said: list[tuple[str, int | None]] = []
    monkeypatch.setattr(running, "TOLD_EVERY_SECONDS", 0)
    monkeypatch.setattr(steps, "tell", lambda build, step, page=None: said.append((step, page)))
    return said


def test_body_front_page_and_file_are_told(said: list[Any]) -> None:
    teller = Teller(Build())
    for news in (News(), News(1), News(2), News(3), News(1), News(writing=True)):
        teller.news(news)
    assert said == [
        ("正在排版", None), ("正在排第1页", 1), ("正在排第2页", 2), ("正在排第3页", 3),
        ("正在排封面目录", 3), ("正在写入文件", 3),
    ]  # fmt: skip


def test_of_several_files_each_is_counted(said: list[Any]) -> None:
    teller = Teller(Build(), files=2)
    for news in (News(1), News(3), News(writing=True), News(1, made=1), News(2, made=1)):
        teller.news(news)
    assert [step for step, _ in said] == [
        "正在排第1页（第1份，共2份）", "正在排第3页（第1份，共2份）", "正在写入文件（第1份，共2份）",
        "正在排第1页（第2份，共2份）", "正在排第2页（第2份，共2份）",
    ]  # fmt: skip


def test_the_database_hears_it_at_most_twice_a_second(
    said: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "TOLD_EVERY_SECONDS", 0.5)
    now = 100.0
    monkeypatch.setattr(running.time, "monotonic", lambda: now)
    teller = Teller(Build())
    for page in range(1, 50):
        now += 0.0625
        teller.news(News(page))
    assert [page for _, page in said] == [1, 9, 17, 25, 33, 41, 49]
