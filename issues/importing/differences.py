"""The differences between an entry of the 目录 and the title in the body, in the office's words."""

from difflib import SequenceMatcher

from issues.importing.bulletin import Finding, Rule
from issues.importing.characters import comparison_key, squeeze
from issues.importing.contents import ContentsEntry


def title_difference(entry: ContentsEntry, title: str) -> Finding | None:
    """One finding for an entry that is not worded as the title is, None if both are the same."""
    if entry.title == title:
        return None
    both = f"目录作“{entry.title}”，正文标题作“{title}”"
    if squeeze(entry.title) == squeeze(title):
        return Finding(Rule.BLANKS_DIFFER, f"空格不一致：{both}，以正文为准。", entry.line)
    if comparison_key(entry.title) == comparison_key(title):
        return Finding(Rule.PUNCTUATION_DIFFERS, f"标点不一致：{both}，以正文为准。", entry.line)
    words = "、".join(_edits(squeeze(entry.title), squeeze(title)))
    message = f"标题不一致（目录{words}）：{both}，以正文为准。"
    return Finding(Rule.CONTENTS_TITLE_DIFFERS, message, entry.line)


def _edits(contents: str, body: str) -> list[str]:
    edits = []
    for kind, a, b, c, d in SequenceMatcher(None, contents, body, autojunk=False).get_opcodes():
        if kind == "insert":
            edits.append(f"缺“{body[c:d]}”")
        elif kind == "delete":
            edits.append(f"多“{contents[a:b]}”")
        elif kind == "replace":
            edits.append(f"“{body[c:d]}”作“{contents[a:b]}”")
    return edits
