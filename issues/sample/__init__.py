"""The sample issue: the office's handbook (编务手册), laid out as an issue of a sample bulletin.

``issue.toml`` says what stands where, an HTML file holds each article's body. It comes in by the same
services as everything else.
"""

import tomllib
from datetime import date
from pathlib import Path

from django.db import transaction

from accounts.models import User
from articles.models import Article
from articles.services import register_printed, save_text, section_named
from issues.models import Issue
from issues.services import place, store_issue
from periodicals.models import Layout, Periodical

FOLDER = Path(__file__).parent


@transaction.atomic
def load_sample_issue(*, actor: User) -> Issue:
    """Make the sample periodical with its one issue, all articles signed off, ready for the press.

    Raises: Refused, if the actor may not; django.db.IntegrityError, if the sample is there already.
    """
    data = tomllib.loads((FOLDER / "issue.toml").read_text(encoding="utf-8"))
    periodical = _periodical(data["periodical"])
    issue = _issue(periodical, data["issue"])
    issue = store_issue(issue, actor=actor)
    for row in data["articles"]:
        article = save_text(
            Article(
                section=section_named(periodical, row.pop("section")),
                body=(FOLDER / row.pop("body")).read_text(encoding="utf-8"),
                **row,
            ),
            actor=actor,
        )
        register_printed(article, actor=actor, comment="样刊")
        place(issue, article, actor=actor)
    return issue


def _periodical(row: dict) -> Periodical:
    sponsors = "\n".join(row.pop("sponsors"))
    layout = Layout.objects.create(name=f"{row['title']}默认版式", **row.pop("layout"))
    periodical = Periodical(
        **row, sponsors=sponsors, default_layout=layout,
        is_primary=not Periodical.objects.filter(is_primary=True).exists(),
    )  # fmt: skip
    periodical.full_clean()
    periodical.save()
    return periodical


def _issue(periodical: Periodical, row: dict) -> Issue:
    colophon = row.pop("colophon")
    colophon["proof_editors"] = " ".join(colophon["proof_editors"])
    for key, values in (("issue_date", row), ("print_date", colophon)):
        if isinstance(values.get(key), str):
            values[key] = date.fromisoformat(values[key])
    return Issue(periodical=periodical, **row, **colophon)
