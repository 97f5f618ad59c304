"""付印: the issue in its three variants, checked and stored, if nothing was changed meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from accounts.models import User
from articles.services import Refused
from issues.building.keeping import keep
from issues.building.kinds.files import document_with_entries
from issues.building.orders import Made, Order
from issues.models import Build, Issue, PressFileVariant
from issues.press.preflight import preflight, record
from issues.press.releases import PERMISSION, check_release, release
from issues.press.soundness import Finished
from issues.typesetting.output import Output, Variant

# The press's own file first: it is the one that preflight is held against.
VARIANTS = (Variant.PRESS, Variant.SCREEN, Variant.ARCHIVE)
REASON_LENGTH = 120


class Press:
    """A release to the press; parameter ``reason``, which a second release must have."""

    name = "press"
    label = "付印"
    permission = PERMISSION

    def read(self, sent: Mapping[str, str]) -> dict[str, Any]:
        reason = sent.get("reason", "").strip()
        if len(reason) > REASON_LENGTH:
            raise Refused(f"更正的理由请写在{REASON_LENGTH}字以内。")
        return {"reason": reason} if reason else {}

    def check(self, issue: Issue, actor: User | None, parameters: Mapping[str, Any]) -> None:
        check_release(issue, actor, parameters.get("reason", ""))
        found = preflight(issue)
        if found.bars:
            raise Refused(f"印前检查没有通过：{found.bars[0].sentence}")
        if not found.holds:
            raise Refused(f"{issue}还没有做过印前检查，或检查之后又有改动；请先做印前检查。")

    def orders(self, build: Build) -> list[Order]:
        document = document_with_entries(build.issue)
        return [Order(document, Output(variant)) for variant in VARIANTS]

    def finish(self, build: Build, made: Sequence[Made]) -> str:
        actor = build.requested_by
        if actor is None or not actor.is_active:
            raise Refused("付印的人已不在岗，没有付印；请责任编辑重新付印。")
        document, flaws = made[0].order.document, made[0].flaws
        record(build.issue, document=document, flaws=flaws, pages=made[0].pages, actor=actor)
        release(
            build.issue,
            [_finished(one) for one in made],
            document=document,
            flaws=flaws,
            actor=actor,
            reason=build.parameters.get("reason", ""),
            keep=keep,
        )
        return reverse("admin:press_files")


def _finished(made: Made) -> Finished:
    variant = PressFileVariant(made.order.output.variant.value)
    return Finished(variant, made.path, made.sha256, made.pages, made.page_of, made.front_pages)
