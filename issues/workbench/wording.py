"""The sentences of workbench, overview and mail: who has what since when, until when, and what is next."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.models import User
from articles.models import Article, StatusChange
from articles.workflow import (
    PASS_REVIEW,
    REOPEN,
    RETURN_TO_EDITOR,
    SIGN_OFF,
    SUBMIT,
    Status,
)
from issues.days import day, due
from issues.workbench.desk import Paper

# What one does at each stage, and which role is waited for while nobody has the article.
TO_DO = {Status.DRAFT: "修改送审", Status.IN_REVIEW: "审校", Status.AWAITING_SIGN_OFF: "终审"}
ROLE = {Status.DRAFT: "编辑", Status.IN_REVIEW: "校编", Status.AWAITING_SIGN_OFF: "终审"}
_BACK = {RETURN_TO_EDITOR.name, REOPEN.name}


@dataclass(frozen=True)
class Line:
    """One sentence about one article: 《title》, then ``text``, then when it is due.

    ``path`` is the article's page, ``action`` the word of the link to it, ``note`` what somebody wrote
    along (a reason, a request) with who wrote it.
    """

    title: str
    path: str
    text: str
    due: str = ""
    is_late: bool = False
    action: str = ""
    note: str = ""
    issue: str = ""

    @property
    def named(self) -> str:
        """The title in its marks: 《》, and 〈〉 for those inside it (GB/T 15834)."""
        return f"《{self.title.replace('《', '〈').replace('》', '〉')}》"

    def __str__(self) -> str:
        return f"{self.named}{self.text}{'，' if self.due else ''}{self.due}"


def article_path(article: Article) -> str:
    """The article's page on the staff side."""
    return reverse("admin:articles_article_change", args=[article.pk])


def came_back(paper: Paper) -> bool:
    """Whether it was returned or reopened, and so lies with its editor again."""
    change = paper.last_change
    return paper.article.status == Status.DRAFT and change is not None and change.transition in _BACK


def waiting(paper: Paper, person: User, today: date) -> Line:
    """An article that waits for the person."""
    status = Status(paper.article.status)
    mine = paper.article.assignee_id == person.pk
    able = paper.step is not None and person.has_perm(paper.step.permission)
    if mine and status == Status.DRAFT and not able:
        wish, action = "等您写好后请编辑送审", "去写稿"
    elif mine:
        wish, action = f"等您{_to_do(paper)}", _go(paper)
    else:
        wish, action = f"还没有人接手，您可以{_to_do(paper)}", _go(paper)
    return _line(paper, today, f"{_came(paper, person, today)}，{wish}{_opinions(paper, person)}", action)


def looking_after(paper: Paper, person: User, today: date) -> Line:
    """An article of others on which the person's own opinions are still open."""
    text = f"有您{paper.opinions.of(person)}条意见待了结，改好了请点“已解决”；{_holder(paper, person)}"
    return _line(paper, today, text, "去核对")


def sent(paper: Paper, person: User, today: date) -> Line:
    """An article that the person sent away."""
    if paper.article.status == Status.SIGNED_OFF:
        return _line(paper, today, _came(paper, person, today))
    return _line(paper, today, f"{_came(paper, person, today)}，{_holder(paper, person, today)}")


def held(paper: Paper, today: date) -> Line:
    """An article as the overview and the list of late ones say it, without “您”."""
    return _line(paper, today, f"{_came(paper, None, today)}，{_holder(paper, None, today)}")


def in_hand(paper: Paper, today: date) -> Line:
    """The same under the name of who has it, which is then not said again."""
    return _line(paper, today, f"{_came(paper, None, today)}，待{_to_do(paper)}{_handed(paper, today)}")


def _line(paper: Paper, today: date, text: str, action: str = "") -> Line:
    return Line(
        title=paper.article.title,
        path=article_path(paper.article),
        text=text,
        due=due(paper.deadline, today),
        is_late=paper.is_late(today),
        action=action,
        note=_note(paper),
        issue=paper.issue.label if paper.issue else "",
    )


def _to_do(paper: Paper) -> str:
    if paper.article.status == Status.DRAFT and not came_back(paper):
        return "写完送审"
    return TO_DO[Status(paper.article.status)]


def _go(paper: Paper) -> str:
    if paper.article.status != Status.DRAFT:
        return f"去{_to_do(paper)}"
    return "去修改" if came_back(paper) else "去写稿"


def _came(paper: Paper, person: User | None, today: date) -> str:
    change = paper.last_change
    if change is None:
        since = day(paper.article.created_at, today)
        author = paper.article.created_by
        return f"{since}建稿" if _is(author.pk, person) else f"{author}{since}建稿"
    return _step_taken(change, person, day(change.at, today))


def _step_taken(change: StatusChange, person: User | None, when: str) -> str:
    word = {
        SUBMIT.name: "送审", PASS_REVIEW.name: "审校通过", RETURN_TO_EDITOR.name: "退回",
        REOPEN.name: "撤回签发", SIGN_OFF.name: "终审签发",
    }.get(change.transition, change.get_transition_display())  # fmt: skip
    if _is(change.actor_id, person):
        return f"您{when}{word}"
    return f"{when}{'被' if change.transition in _BACK else '由'}{change.actor}{word}"


def _holder(paper: Paper, person: User | None, today: date | None = None) -> str:
    assignee = paper.article.assignee
    if assignee is None:
        return f"等{ROLE[Status(paper.article.status)]}接手"
    if _is(assignee.pk, person):
        return "现在您手上"
    handed = _handed(paper, today) if today else ""
    return f"现在{assignee}手上{handed}"


def _handed(paper: Paper, today: date) -> str:
    return f"（{day(paper.handover.at, today)}移交）" if paper.handover else ""


def _opinions(paper: Paper, person: User) -> str:
    if not paper.opinions.total:
        return ""
    if own := paper.opinions.of(person):
        return f"（您有{own}条意见待了结）"
    return f"（有{paper.opinions.total}条意见）"


def _note(paper: Paper) -> str:
    """What was written along last: the request of a handing over, or else the reason of a return."""
    if paper.handover and paper.handover.comment:
        return f"{paper.handover.actor}交代：{paper.handover.comment}"
    change = paper.last_change
    if change and change.transition in _BACK and change.comment:
        return f"理由：{change.comment}"
    return ""


def _is(pk: int, person: User | None) -> bool:
    return person is not None and pk == person.pk
