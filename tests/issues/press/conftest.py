"""An issue that is ready for the press, and the finished files of one, really typeset."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from accounts.models import User
from articles.models import Article
from issues.building.orders import Made, Order
from issues.models import Issue, PressFileVariant, Release
from issues.press.releases import release
from issues.press.soundness import Finished
from issues.typesetting.document import TypesetDocument
from issues.typesetting.inspection import Flaw
from issues.typesetting.manuscript import document_of
from issues.typesetting.output import Output, Variant
from issues.typesetting.render import TypesetResult, typeset
from periodicals.models import Periodical
from tests.conftest import Cast


@dataclass(frozen=True)
class FinishedIssue:
    """What the typesetter made of an issue."""

    document: TypesetDocument
    files: list[Finished]
    flaws: tuple[Flaw, ...]


@pytest.fixture
def issue(
    periodical: Periodical, make_issue: Callable[..., Issue], make_article: Callable[..., Article]
) -> Issue:
    """Two short articles, signed off; two pages; every line of the colophon."""
    periodical.print_permit_number = "（测）内资准字第0001号"
    periodical.page_budget = 2
    periodical.save()
    return make_issue(
        2026, 3, whole_number=88,
        articles=[make_article(title, signed_off=True) for title in ("甲文", "乙文")],
        printer="测试印刷厂", print_date=date(2026, 3, 10), print_run=500, recipients="会员单位",
        copy_deadline=date(2026, 2, 1), review_deadline=date(2026, 2, 8),
        sign_off_deadline=date(2026, 2, 15), press_deadline=date(2026, 3, 1),
    )  # fmt: skip


@lru_cache(maxsize=32)
def _typeset(document: TypesetDocument, output: Output) -> TypesetResult:
    return typeset(document, output=output)


def typeset_once(document: TypesetDocument, output: Output) -> TypesetResult:
    """As ``typeset``; the same text is set once in all tests, whatever the keys of its entries."""
    keys = [article.entry_id for article in document.articles]
    places = iter(range(1, len(keys) + 1))  # 0 is nobody
    sections = tuple(
        replace(section, articles=tuple(replace(a, entry_id=next(places)) for a in section.articles))
        for section in document.sections
    )
    result = _typeset(replace(document, sections=sections), output)
    return replace(
        result,
        page_of={keys[place - 1]: page for place, page in result.page_of.items()},
        flaws=tuple(
            replace(flaw, entry_id=keys[flaw.entry_id - 1] if flaw.entry_id else 0) for flaw in result.flaws
        ),
    )


class Setting:
    """What a worker's compositor does, in this process: for tests that are not about the child process."""

    def compose(self, orders: Sequence[Order], folder: Path, *rest: object) -> list[Made]:
        """Set all orders into files in ``folder``."""
        return [self._made(order, folder / f"{number}.pdf") for number, order in enumerate(orders)]

    def _made(self, order: Order, path: Path) -> Made:
        result = typeset_once(order.document, order.output)
        path.write_bytes(result.pdf)
        return Made(
            order, path, hashlib.sha256(result.pdf).hexdigest(), result.pages, result.page_of,
            result.seconds, flaws=result.flaws, front_pages=result.front_pages,
        )  # fmt: skip


@pytest.fixture
def finish(tmp_path: Path) -> Callable[[Issue], FinishedIssue]:
    """Typeset an issue as a build for the press does."""

    def made(issue: Issue) -> FinishedIssue:
        document = document_of(issue)
        files: list[Finished] = []
        flaws: tuple[Flaw, ...] = ()
        for variant in (Variant.PRESS, Variant.SCREEN, Variant.ARCHIVE):
            result = typeset_once(document, Output(variant))
            path = tmp_path / f"{issue.pk}-{variant}.pdf"
            path.write_bytes(result.pdf)
            files.append(
                Finished(
                    PressFileVariant(variant.value),
                    path,
                    hashlib.sha256(result.pdf).hexdigest(),
                    result.pages,
                    result.page_of,
                    result.front_pages,
                )
            )
            flaws = flaws or result.flaws
        return FinishedIssue(document, files, flaws)

    return made


@pytest.fixture
def press(finish: Callable[[Issue], FinishedIssue], cast: Cast) -> Callable[..., Release]:
    """付印: ``press(issue)``, ``press(issue, reason="…")``."""

    def press(issue: Issue, *, actor: User | None = None, reason: str = "") -> Release:
        made = finish(issue)
        return release(
            issue, made.files, document=made.document, flaws=made.flaws,
            actor=actor or cast.responsible_editor, reason=reason,
        )  # fmt: skip

    return press
