"""定时发布 of an issue that did not go to press: its pages, and with them the issue appears."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles.services import Refused
from issues import appointments
from issues.building.keeping import keep
from issues.building.kinds.files import document_with_entries
from issues.building.orders import Made, Order
from issues.models import Appointment, AppointmentState, Build, Issue
from issues.publishing import Edition, appear
from issues.services import locked


class Appearance:
    """The issue for readers, at the time that was set; parameter ``appointment``."""

    name = "appearance"
    label = "定时发布"
    permission = appointments.PERMISSION

    def read(self, sent: Mapping[str, str]) -> dict[str, Any]:
        raise Refused("到了定好的时间，排版服务自会排版；要现在发布的，请直接发布。")

    def check(self, issue: Issue, actor: User | None, parameters: Mapping[str, Any]) -> None:
        appointment = _standing(parameters)
        if appointment is None or appointment.issue_id != issue.pk:
            raise Refused("定时发布已经办完或取消，不用再排。")

    def orders(self, build: Build) -> list[Order]:
        return [Order(document_with_entries(build.issue))]

    def finish(self, build: Build, made: Sequence[Made]) -> str:
        (one,) = made
        locked(build.issue)
        appointment = _standing(build.parameters)
        if appointment is None or not appointments.claim(
            appointment, AppointmentState.TYPESETTING, AppointmentState.KEPT
        ):
            raise Refused("定好的时间在排版期间已经取消，没有发布。")
        appear(
            build.issue,
            Edition(one.order.document, one.sha256, one.pages, one.page_of),
            keep=_keeper(one.path),
            actor=appointment.set_by,
            comment=appointments.remark(appointment, timezone.now()),
        )
        return reverse("admin:issues_issue_change", args=[build.issue_id])


def _standing(parameters: Mapping[str, Any]) -> Appointment | None:
    waiting = Appointment.objects.filter(state=AppointmentState.TYPESETTING).select_related("set_by")
    return waiting.filter(pk=parameters.get("appointment", 0)).first()


def _keeper(path: Path) -> Any:
    def kept(field: FieldFile, name: str) -> None:
        keep(field, name, path)

    return kept
