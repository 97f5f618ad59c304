"""What a search for a layout came to, as it is shown, and the offer by which it can be taken."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing

from issues.layouts import fingerprint
from issues.models import Issue
from issues.readiness import page_objections
from issues.typesetting.aims import PageAim, PrintedAim
from issues.typesetting.document import Fonts, LayoutSpec
from issues.typesetting.fitting import Proposal

SALT = "issues.fitting"
# What copyfitting changes, as it is shown: the field, its name and its unit.
SHOWN = (
    ("characters_per_line", "每行", "字"),
    ("lines_per_column", "每栏", "行"),
    ("pitch_pt", "行距", "磅"),
    ("title_space_before", "标题前空", "行"),
    ("title_space_after", "标题后空", "行"),
    ("section_space_before", "栏目名前空", "行"),
    ("section_space_after", "栏目名后空", "行"),
)


class Forged(Exception):
    """An offer that this site did not make for this issue; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Offer:
    """A layout that can be taken; ``seen``: the fingerprint of the issue that it was found for."""

    layout: LayoutSpec
    page_of: dict[int, int]
    pages: int
    seen: str


@dataclass(frozen=True)
class Row:
    """A value before and after; ``changed`` where they differ."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Entry:
    """An article whose page changes, or that still differs from the printed page."""

    title: str
    before: int
    after: int
    printed: int | None

    @property
    def differs(self) -> bool:
        return self.printed is not None and self.printed != self.after


@dataclass(frozen=True)
class Outcome:
    """The outcome of a search, ready to be shown; ``offer`` is signed, and empty with nothing to take."""

    verdict: str
    reached: bool
    rows: tuple[Row, ...]
    moved: tuple[Entry, ...]
    differing: tuple[Entry, ...]
    is_printed: bool
    objections: tuple[str, ...]
    tried: int
    offer: str


def outcome_of(issue: Issue, proposal: Proposal) -> Outcome:
    """What to show of a proposal; one query."""
    titles = dict(issue.entries.order_by("position").values_list("pk", "article__title"))
    printed = proposal.aim.page_of if isinstance(proposal.aim, PrintedAim) else {}
    before, after = proposal.counted_before, proposal.counted
    entries = [
        Entry(title, before.page_of[key], after.page_of[key], printed.get(key))
        for key, title in titles.items()
        # An article that was placed during the search is not in it; taking would be refused.
        if key in after.page_of
    ]
    is_new = proposal.layout != proposal.before
    return Outcome(
        verdict=_verdict(proposal),
        reached=proposal.reached,
        rows=_rows(proposal) if is_new else (),
        moved=tuple(entry for entry in entries if entry.before != entry.after),
        differing=tuple(entry for entry in entries if entry.differs),
        is_printed=bool(printed),
        objections=() if printed else page_objections(after.pages, issue.periodical),
        tried=proposal.tried,
        offer=_sign(issue, proposal) if is_new else "",
    )


def _verdict(proposal: Proposal) -> str:
    aim, counted = proposal.aim, proposal.counted
    is_new = proposal.layout != proposal.before
    if isinstance(aim, PageAim):
        if proposal.reached:
            found = "找到了：" if is_new else "现在的版式已合要求，不用改："
            return f"{found}共{counted.pages}页。"
        if is_new:
            return f"限度之内排不到{aim.pages}页，最接近的是{counted.pages}页。"
        return f"限度之内排不到{aim.pages}页，也没有更接近的版式；现在的版式共{counted.pages}页。"
    if isinstance(aim, PrintedAim):
        total = len(aim.page_of)
        same = f"{total}条中{total - len(aim.misses(counted.page_of))}条与印本页码一致"
        if proposal.reached:
            return f"找到了：{same}。" if is_new else f"现在的版式已合要求，不用改：{same}。"
        return f"最接近的版式：{same}。" if is_new else f"限度之内没有更接近的版式：{same}。"
    raise TypeError(f"an aim without a verdict: {aim}")


def _rows(proposal: Proposal) -> tuple[Row, ...]:
    old, new = proposal.before, proposal.layout
    pages = Row("总页数", f"{proposal.counted_before.pages}页", f"{proposal.counted.pages}页")
    values = (
        Row(label, f"{getattr(old, name):g}{unit}", f"{getattr(new, name):g}{unit}")
        for name, label, unit in SHOWN
    )
    return (pages, *values)


def _sign(issue: Issue, proposal: Proposal) -> str:
    return signing.dumps(
        {
            "issue": issue.pk,
            "layout": asdict(proposal.layout),
            "page_of": list(proposal.counted.page_of.items()),
            "pages": proposal.counted.pages,
            "seen": fingerprint(proposal.document),
        },
        salt=SALT,
        compress=True,
    )


def read_offer(issue: Issue, signed: str) -> Offer:
    """The offer that was made for an issue. Raises: Forged."""
    try:
        values: dict[str, Any] = signing.loads(signed, salt=SALT)
        if values["issue"] != issue.pk:
            raise Forged("这个版式是为另一期试排的，没有采用；请为本期再试排一次。")
        layout = values["layout"]
        return Offer(
            LayoutSpec(**{**layout, "fonts": Fonts(**layout["fonts"])}),
            dict(values["page_of"]),
            values["pages"],
            values["seen"],
        )
    # KeyError, TypeError: signed by an older version of this program.
    except (signing.BadSignature, KeyError, TypeError) as error:
        raise Forged("这个版式不是刚才试排出来的，没有采用；请再试排一次。") from error
