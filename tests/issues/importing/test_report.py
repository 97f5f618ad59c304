import json

from issues.importing.report import report
from tests.issues.importing.made_up import ARCHIVES, MEETING, MadeUp, issue, line_of, read


def test_the_report_has_exactly_these_keys() -> None:
    assert list(report(read(issue()))) == [
        "periodical",
        "year",
        "number",
        "whole_number",
        "sections",
        "entries",
        "colophon",
        "findings",
        "characters_in",
        "characters_placed",
        "unplaced",
    ]


def test_the_report_survives_json() -> None:
    made = report(read(issue(cover="办公室通讯\n2031年第5期\n内部资料\n")))
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made


def test_entries_findings_and_unplaced() -> None:
    archives = MadeUp(ARCHIVES.title, 2, ARCHIVES.lines, "旧档案怎样编号更方便查")
    text = issue([("会议消息", [MEETING, archives])], cover="办公室通讯\n2031年第5期\n内部资料\n")
    made = json.loads(json.dumps(report(read(text))))
    assert made["sections"] == ["会议消息"]
    assert made["entries"][1] == {
        "section": "会议消息",
        "title": ARCHIVES.title,
        "contents_title": "旧档案怎样编号更方便查",
        "printed_page": 2,
        "characters": len(ARCHIVES.title) + len(ARCHIVES.lines[0]),
    }
    differs = next(f for f in made["findings"] if f["rule"] == "contents-title-differs")
    assert set(differs) == {"rule", "message", "line"}
    assert differs["line"] == line_of(text, "旧档案怎样编号更方便查 2")
    assert made["unplaced"] == [{"line": 3, "text": "内部资料"}]
    assert made["characters_in"] == made["characters_placed"] + 4


def test_an_entry_without_article_stands_in_the_report() -> None:
    text = issue(body_text="会议消息\n\n" + "\n\n".join(MEETING.body))
    made = json.loads(json.dumps(report(read(text))))
    assert [entry["characters"] > 0 for entry in made["entries"]] == [True, False, False, False]
