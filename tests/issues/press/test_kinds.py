"""The builds of press matters, from the button to what is stored; pages are set in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from issues.building import steps
from issues.building.kinds import kind_named
from issues.models import Build, Issue, IssueStatus, PreflightReport, Proof, Release
from issues.press.preflight import preflight
from issues.services import Refused
from tests.conftest import Cast
from tests.issues.press.conftest import Setting

pytestmark = pytest.mark.django_db
Carry = Callable[..., str]


@pytest.fixture
def carry_out(tmp_path: Path, cast: Cast) -> Carry:
    """Ask for a build and do what a worker does: ``carry_out(issue, "proof", round="1", …)``."""

    def carry(
        issue: Issue, name: str, *, actor: Any = None, meanwhile: Callable[[], Any] = int, **sent: str
    ) -> str:
        kind, actor = kind_named(name), actor or cast.responsible_editor
        parameters = kind.read(sent)
        kind.check(issue, actor, parameters)
        build = Build.objects.create(issue=issue, kind=name, parameters=parameters, requested_by=actor)
        made = Setting().compose(kind.orders(build), tmp_path)
        meanwhile()
        return kind.finish(Build.objects.select_related("issue__periodical").get(pk=build.pk), made)

    return carry


def test_a_release_is_as_long_as_one_of_its_files(issue: Issue, cast: Cast, tmp_path: Path) -> None:
    request = Build.objects.create(issue=issue, kind="press", requested_by=cast.responsible_editor)
    build = steps.begin(request.pk)
    steps.finish(build, Setting().compose(kind_named("press").orders(build), tmp_path))
    build.refresh_from_db()
    assert build.result["pages"] == Release.objects.get().pages == 2


def test_a_proof(issue: Issue, carry_out: Carry, cast: Cast) -> None:
    address = carry_out(issue, "proof", actor=cast.editor, round="2", portion="whole", entry="")
    assert address == f"/admin/issues/issue/{issue.pk}/proofs/"
    proof = Proof.objects.get()
    assert (proof.label, proof.made_by) == ("二校", cast.editor)


def test_a_proof_of_one_article(issue: Issue, carry_out: Carry) -> None:
    entry = issue.entries.all()[1]
    carry_out(issue, "proof", round="1", portion="body", entry=str(entry.pk))
    assert Proof.objects.get().article == entry.article


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"round": "4", "portion": "whole"}, {"round": "x", "portion": "whole"}, {"round": "1"},
        {"round": "1", "portion": "half"}, {"round": "1", "portion": "body", "entry": "x"},
        {"round": "1", "portion": "body", "entry": "9" * 30}, {"round": "9" * 400, "portion": "whole"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(sent: dict[str, str], issue: Issue, carry_out: Carry) -> None:
    with pytest.raises(Refused):
        carry_out(issue, "proof", **sent)
    assert not Build.objects.exists()


def test_from_preflight_to_the_press(issue: Issue, carry_out: Carry) -> None:
    with pytest.raises(Refused, match="请先做印前检查"):
        carry_out(issue, "press")
    assert carry_out(issue, "preflight") == f"/admin/issues/issue/{issue.pk}/preflight/"
    assert preflight(issue).holds
    assert list(issue.entries.values_list("start_page", flat=True)) == [1, 1]
    assert carry_out(issue, "press") == "/admin/press-files/"
    issue.refresh_from_db()
    assert issue.status == IssueStatus.AT_PRESS
    assert Release.objects.get().files.count() == 3


def test_a_preflight_that_does_not_hold_bars_the_build(issue: Issue, carry_out: Carry) -> None:
    carry_out(issue, "preflight")
    PreflightReport.objects.update(pages=3)
    with pytest.raises(Refused, match="印前检查没有通过：共3页"):
        carry_out(issue, "press")


def test_who_may_not_press_cannot_ask(issue: Issue, carry_out: Carry, cast: Cast) -> None:
    carry_out(issue, "preflight")
    with pytest.raises(Refused, match="没有付印的权限"):
        carry_out(issue, "press", actor=cast.editor)


def test_who_left_meanwhile_does_not_release(issue: Issue, carry_out: Carry) -> None:
    carry_out(issue, "preflight")
    with pytest.raises(Refused, match="已不在岗"):
        carry_out(issue, "press", meanwhile=lambda: User.objects.update(is_active=False))
    assert not Release.objects.exists()


def test_a_reason_that_is_too_long(issue: Issue, carry_out: Carry) -> None:
    with pytest.raises(Refused, match="120字以内"):
        carry_out(issue, "press", reason="字" * 121)
