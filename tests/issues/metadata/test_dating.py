"""When what readers see of an article last changed."""

from collections.abc import Callable
from datetime import datetime

from issues import public
from issues.metadata.dating import changed_at, dated
from issues.models import Correction, CorrectionState, Issue, Takedown
from tests.conftest import Cast
from tests.issues.machines import utc


def changes(issue: Issue) -> list[datetime]:
    return [changed_at(entry) for entry in dated(public.entries(issue.periodical)).order_by("position")]


def test_it_appeared_or_was_changed(appeared: Callable[..., Issue]) -> None:
    issue = appeared(2026, 1, ("甲文", "乙文"), utc(2026, 1, 15))
    first = issue.entries.get(position=1).article
    type(first).objects.filter(pk=first.pk).update(updated_at=utc(2026, 2, 1))
    second = issue.entries.get(position=2).article
    type(second).objects.filter(pk=second.pk).update(updated_at=utc(2025, 2, 1))
    assert changes(issue) == [utc(2026, 2, 1), utc(2026, 1, 15)]
    undated = public.entries(issue.periodical).order_by("position")
    assert [changed_at(entry) for entry in undated] == changes(issue)


def test_it_was_put_back(appeared: Callable[..., Issue], cast: Cast) -> None:
    issue = appeared(2026, 1, ("甲文", "乙文"), utc(2026, 1, 15))
    for day, back in ((utc(2026, 1, 20), utc(2026, 1, 22)), (utc(2026, 1, 18), utc(2026, 1, 19))):
        taken = Takedown.objects.create(
            article=issue.entries.get(position=1).article, issue=issue, reason="误", note="核实",
            taken_down_by=cast.responsible_editor, put_back_by=cast.responsible_editor, put_back_at=back,
        )  # fmt: skip
        Takedown.objects.filter(pk=taken.pk).update(taken_down_at=day)
    assert changes(issue) == [utc(2026, 1, 22), utc(2026, 1, 15)]


def test_it_was_corrected(appeared: Callable[..., Issue], cast: Cast) -> None:
    issue = appeared(2026, 1, ("甲文", "乙文"), utc(2026, 1, 15))
    for position, state in ((1, CorrectionState.CONFIRMED), (2, CorrectionState.DECLINED)):
        Correction.objects.create(
            article=issue.entries.get(position=position).article, issue=issue, note="印本有误", state=state,
            proposed_by=cast.editor, decided_by=cast.final_reviewer, decided_at=utc(2026, 3, 1),
        )  # fmt: skip
    assert changes(issue) == [utc(2026, 3, 1), utc(2026, 1, 15)]
