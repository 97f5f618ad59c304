"""How readers cite an article (引用): as GB/T 7714—2015 writes it, and for reference managers.

The day on which a reader saw the page is no part of what we say: the same text serves every reader, and
a reference manager knows the day by itself.
"""

import re
import unicodedata
from dataclasses import dataclass

from issues.contents import page_of
from issues.models import ContentsEntry
from issues.titles import undashed

# GB/T 7714—2015, 8.1.2: up to three are named, then 等.
_MOST_NAMED = 3

_IN_BRACKETS = re.compile(r"[（(【\[〔][^）)】\]〕]*[）)】\]〕]")
_OFFICE = (
    r"(?:本[报刊网台社])?(?:特约|实习|见习|首席)?"
    r"(?:记者|通讯员|评论员|撰稿人?|撰文|作者|编译|文)(?=[\s　/／:：]|$)[\s　/／:：]*"
)
_OFFICES = re.compile(rf"(?:^|(?<=[\s　、，,；;/／])){_OFFICE}")
_BETWEEN = re.compile(r"[、，,；;/／]+")
# 王 某: a name of two characters is often spaced to the width of three.
_SPACED_NAME = re.compile(r"(?<![^\s　])([\u4e00-\u9fff])[\s　]+([\u4e00-\u9fff])(?![^\s　])")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference to an article consists of; ``page`` is the one where it begins in print."""

    key: str
    authors: tuple[str, ...]
    title: str
    subtitle: str
    journal: str
    issn: str
    year: int
    number: int
    page: int | None
    address: str

    @property
    def whole_title(self) -> str:
        """Title and subtitle as GB/T 7714 joins them."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


def citation(entry: ContentsEntry, address: str) -> Citation:
    """What is cited of a public entry, given with article, issue and periodical; ``address`` is its page's
    whole address. No queries."""
    article, issue = entry.article, entry.issue
    return Citation(
        key=f"{issue.periodical.slug}-{issue.year}-{issue.number}-{entry.position}",
        authors=authors(article.byline),
        title=_one_line(article.title),
        subtitle=undashed(_one_line(article.subtitle)),
        journal=_one_line(issue.periodical.title),
        issn=issue.periodical.issn,
        year=issue.year,
        number=issue.number,
        page=page_of(entry),
        address=address,
    )


def authors(byline: str) -> tuple[str, ...]:
    """The names in a byline: 本报记者 张 三、李四（某厂） → 张三, 李四. Empty where nobody is named."""
    line = _OFFICES.sub("、", _IN_BRACKETS.sub("、", _one_line(byline)))
    names: list[str] = []
    for piece in _BETWEEN.split(line):
        part = _SPACED_NAME.sub(r"\1\2", piece.strip())
        # Chinese names stand beside each other with a blank between; foreign ones contain it.
        names += part.split() if _HAN.search(part) else [part]
    return tuple(dict.fromkeys(name for name in names if name))


def gbt7714(found: Citation) -> tuple[str, str]:
    """The reference as GB/T 7714—2015, 4.4 has it, in two parts: the day of access belongs between them.

    责任者. 题名[J/OL]. 刊名, 年(期): 页码 | [2026-01-31] | . 网址
    """
    named = ", ".join(found.authors[:_MOST_NAMED]) + (", 等" if len(found.authors) > _MOST_NAMED else "")
    page = f": {found.page}" if found.page else ""
    before = f"{named}. " if named else ""
    return (
        f"{before}{found.whole_title}[J/OL]. {found.journal}, {found.year}({found.number}){page}",
        f". {found.address}",
    )


def bibtex(found: Citation) -> str:
    """The reference as a BibTeX entry."""
    rows = {
        "title": f"{{{_tex(found.whole_title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in found.authors),
        "journal": _tex(found.journal),
        "issn": _tex(found.issn),
        "year": str(found.year),
        "number": str(found.number),
        "pages": str(found.page or ""),
        "url": found.address,
        "langid": "chinese",
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in rows.items() if value)
    return f"@article{{{found.key},\n{body}}}\n"


def ris(found: Citation) -> str:
    """The reference in the RIS form of reference managers, whose lines end in CR LF."""
    rows = [
        ("TY", "JOUR"),
        *(("AU", name) for name in found.authors),
        ("TI", found.whole_title),
        ("T2", found.journal),
        ("SN", found.issn),
        ("PY", str(found.year)),
        ("IS", str(found.number)),
        ("SP", str(found.page or "")),
        ("UR", found.address),
        ("LA", "zh"),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def _one_line(text: str) -> str:
    """A stored line of text as one line, without characters that no form of reference can hold."""
    plain = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return " ".join(plain.split())


# Braces are spelled out: BibTeX counts even escaped ones, and one alone would swallow what follows.
_TEX = str.maketrans(
    {character: f"\\{character}" for character in "%&#$_"}
    | {
        "\\": r"\textbackslash ",
        "{": r"\textbraceleft ",
        "}": r"\textbraceright ",
        "~": r"\textasciitilde ",
        "^": r"\textasciicircum ",
    }
)


def _tex(text: str) -> str:
    return text.translate(_TEX)
