"""proofread: a file or an issue checked, a report written, nothing changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.models import Article
from issues.models import Issue
from tests.issues.commands.command_line import call

pytestmark = pytest.mark.django_db

TEXT = "东山市开展编务练习\n\n2031年8月5日《东山日报》：截止目前，练习已开课，大家都来参加。\n"


def test_a_file_and_its_report(tmp_path: Path) -> None:
    source, report = tmp_path / "a.txt", tmp_path / "out.json"
    source.write_text(TEXT, "utf-8")
    outcome = call("proofread", source, "--report", report)
    assert (outcome.status, outcome.err) == (0, "")
    (finding,) = json.loads(report.read_text("utf-8"))["findings"]
    assert {key: finding[key] for key in ("rule", "quote", "line", "suggestion")} == {
        "rule": "common-error", "quote": "截止目前", "line": 3, "suggestion": "截至目前",
    }  # fmt: skip
    assert finding["message"].startswith("“截止目前”应为“截至目前”")
    assert "第3行" in outcome.out


def test_an_issue(make_issue: Callable[..., Issue], make_article: Callable[..., Article]) -> None:
    make_issue(2031, 8, articles=[make_article("甲", body="<p>惟一的练习。</p>", source="东山日报")])
    outcome = call("proofread", "ceshi", 2031, 8)
    assert outcome.status == 0
    assert "《甲》" in outcome.out
    assert "1处" in outcome.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("/nowhere/a.txt",), "无法读取"),
        (("a", "b"), "请给出一个文件"),
        (("none", 2031, 8), "没有找到刊物“none”"),
        ((), "命令参数有误"),
    ],
)
def test_bad_input_is_one_sentence(words: tuple[object, ...], sentence: str) -> None:
    outcome = call("proofread", *words)
    assert outcome.status == 1
    assert sentence in outcome.err
    assert len(outcome.err.strip().splitlines()) == 1


def test_an_issue_without_articles(make_issue: Callable[..., Issue]) -> None:
    make_issue(2031, 9)
    outcome = call("proofread", "ceshi", 2031, 9)
    assert (outcome.status, outcome.err.strip().endswith("无可校对。")) == (1, True)


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    outcome = call("proofread", tmp_path / "a.txt")
    assert (outcome.status, "空" in outcome.err) == (1, True)
