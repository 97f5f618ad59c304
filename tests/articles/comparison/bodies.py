"""Bodies for the tests of the comparison."""

from hypothesis import strategies as st

from articles.comparison import Comparison, VersionText, compare

TEXT = st.text(
    alphabet=st.sampled_from("的一是了我，。；“”《》、—… 20A8b/%\u00a0\u3000&<é\u0301\ufe00"), max_size=30
)
_INLINE = st.one_of(
    TEXT.map(lambda t: t.replace("&", "&amp;").replace("<", "&lt;")),
    st.sampled_from([
        "<strong>加粗</strong>", "<em>斜</em>", "m<sup>2</sup>", "<br>", '<a href="https://a.cn/">链</a>',
        '<img src="/media/b.png">', "<strong>粗<em>又斜</em></strong>",
    ]),
)  # fmt: skip
_WORDS = st.lists(_INLINE, max_size=4).map("".join)
_BLOCK = st.one_of(
    *(
        _WORDS.map(template.replace("@", "{}").format)
        for template in (
            "<p>@</p>", "<p>@</p>", "<h3>@</h3>", "<blockquote><p>@</p></blockquote>", "@",
            "<ul><li>@</li><li><p>二</p><ul><li>内</li></ul>后</li></ul>", '<ol start="3"><li>@</li></ol>',
            "<table><caption>表</caption><tr><th>头</th><td></td></tr><tr><td>@</td><td colspan=2><p>乙</p>"
            "</td></tr></table>",
        )
    ),
    st.sampled_from([
        '<figure><img src="/media/a.png" alt="图" width="3"><figcaption>图片说明</figcaption></figure>',
        "<p>以下是大家都用得着的一段话，共有二十来个字。</p>", "<p>注：</p>",
    ]),
)  # fmt: skip
BODIES = st.lists(_BLOCK, max_size=8).map("".join)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def compared(old: str, new: str) -> Comparison:
    """Two bodies, compared."""
    return compare(VersionText(title="题", body=old), VersionText(title="题", body=new))


def marked(old: str, new: str) -> str:
    """Two texts of one paragraph as one line: what was deleted in [], what was added in {}."""
    row = compared(paragraphs(old), paragraphs(new)).rows[0]
    mine = [(s.kind == "removed", c) for s in row.old_segments for c in s.text]
    yours = [(s.kind == "added", c) for s in row.new_segments for c in s.text]
    line = ""
    while mine or yours:
        if mine and mine[0][0]:
            line += f"[{mine.pop(0)[1]}]"
        elif yours and yours[0][0]:
            line += f"{{{yours.pop(0)[1]}}}"
        else:
            line += mine.pop(0)[1]
            yours.pop(0)
    return line.replace("][", "").replace("}{", "")
