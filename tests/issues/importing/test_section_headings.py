from issues.importing.bulletin import Rule
from tests.issues.importing.made_up import ARCHIVES, PAPER, STAMPS, MadeUp, body, found, issue, line_of, read


def moved_up(paragraphs: int) -> str:
    """The heading 办公生活 that many paragraphs above its first article."""
    lines = [f"公章借用的第{n}条说明写在登记簿的封底。" for n in range(8)]
    stamps = MadeUp(STAMPS.title, 3, lines)
    text = body([("会议消息", [ARCHIVES]), ("经验交流", [stamps])])
    place = len(lines) - paragraphs
    text = text.replace(lines[place], "办公生活\n\n" + lines[place])
    sections = [("会议消息", [ARCHIVES]), ("经验交流", [stamps]), ("办公生活", [PAPER])]
    return issue(sections, body_text="\n\n".join([text, *PAPER.body]))


def test_a_missing_heading_is_a_finding_at_the_contents() -> None:
    text = issue(body_text=body().replace("经验交流\n\n", ""))
    assert [(f.rule, f.line) for f in read(text).findings] == [
        (Rule.SECTION_MISSING_IN_BODY, line_of(text, "经验交流"))
    ]


def test_a_heading_too_early_leaves_the_text_with_the_article_above() -> None:
    text = moved_up(2)
    bulletin = read(text)
    finding = bulletin.findings[0]
    assert (finding.rule, finding.line) == (Rule.SECTION_MISPLACED, line_of(text, "办公生活", 2))
    assert "2 段" in finding.message
    assert len(bulletin.articles[1].paragraphs) == 8
    assert [p.text for p in bulletin.articles[2].paragraphs] == PAPER.lines


def test_a_line_of_the_same_name_far_above_is_a_subheading_of_its_article() -> None:
    text = moved_up(8)
    bulletin = read(text)
    assert {f.rule for f in bulletin.findings} == {Rule.SECTION_MISSING_IN_BODY, Rule.SECTION_NAME_IN_ARTICLE}
    assert "办公生活" in [p.text for p in bulletin.articles[1].paragraphs]


def test_a_subheading_that_begins_with_a_section_name() -> None:
    text = body().replace(STAMPS.lines[0], f"办公生活：从登记开始\n\n{STAMPS.lines[0]}")
    whole = issue(body_text=text)
    bulletin = read(whole)
    assert [(f.rule, f.line) for f in bulletin.findings] == [
        (Rule.SECTION_NAME_IN_ARTICLE, line_of(whole, "办公生活：从登记开始"))
    ]
    assert [p.kind.value for p in bulletin.articles[2].paragraphs] == ["subheading", "text"]


def test_a_decorated_heading_is_the_heading() -> None:
    text = issue(body_text=body().replace("办公生活", "◆ 办 公 生 活 ◆"))
    assert read(text).findings == ()


def test_a_wrong_character_in_a_heading_right_above_its_article() -> None:
    text = issue(body_text=body().replace("经验交流", "经验文流"))
    bulletin = read(text)
    assert [f.rule for f in bulletin.findings] == [Rule.SECTION_NAME_DIFFERS]
    assert bulletin.sections[1].name == "经验交流"


def test_a_section_named_like_its_article() -> None:
    notice = MadeUp("会议通知", 1, ["下周一上午开例会。"])
    bulletin = read(issue([("会议通知", [notice]), ("经验交流", [ARCHIVES])]))
    assert bulletin.findings == ()
    assert [p.text for p in bulletin.articles[0].paragraphs] == notice.lines


def test_the_first_article_of_a_section_may_be_missing() -> None:
    text = issue(body_text=body().replace("\n\n".join(ARCHIVES.body) + "\n\n", ""))
    bulletin = read(text)
    assert [f.rule for f in bulletin.findings] == [Rule.ARTICLE_NOT_FOUND]
    assert found(bulletin, Rule.SECTION_MISSING_IN_BODY) == []
