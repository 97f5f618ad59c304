"""Keeps the times that were set for issues to appear. Called at every beat of every worker's pulse.

What was released appears at once, in one transaction. Anything else is typeset first, as a build, and
appears as that build ends. Several workers may be at it together: each step is a conditional update.
"""

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction

from articles.services import Refused
from issues import appointments
from issues.building.services import request_build
from issues.models import Appointment, AppointmentState, BuildStatus
from issues.publishing import publish, refuse_hindered
from issues.services import locked, standing_release

logger = logging.getLogger(__name__)


def keep_times(now: datetime) -> None:
    """Let appear what is due, and record why what was due did not appear. Raises: OperationalError."""
    ahead = Appointment.objects.filter(due_at__lte=now).select_related("issue__periodical", "set_by", "build")
    for appointment in ahead.filter(state=AppointmentState.TYPESETTING):
        _look_after(appointment)
    for appointment in ahead.filter(state=AppointmentState.WAITING).order_by("due_at", "pk"):
        if appointment.due_at + appointment.attempts * appointments.RETRY_AFTER <= now:
            _keep(appointment, now)


def _keep(appointment: Appointment, now: datetime) -> None:
    try:
        _appear(appointment, now)
    except Refused as refused:
        appointments.refuse(appointment, str(refused))
    except (OperationalError, InterfaceError):
        # The database itself is away or busy: everything waits for the next beat.
        raise
    except Exception:
        logger.exception("%s could not be kept", appointment)
        appointments.stumbled(appointment)


@transaction.atomic
def _appear(appointment: Appointment, now: datetime) -> None:
    issue = locked(appointment.issue)
    released = standing_release(issue) is not None
    after = AppointmentState.KEPT if released else AppointmentState.TYPESETTING
    if not appointments.claim(appointment, AppointmentState.WAITING, after):
        return
    actor = appointment.set_by
    if released:
        publish(issue, actor=actor, comment=appointments.remark(appointment, now))
        return
    refuse_hindered(issue, actor)
    build = request_build(issue, "appearance", actor=actor, appointment=appointment.pk)
    Appointment.objects.filter(pk=appointment.pk).update(build=build)


def _look_after(appointment: Appointment) -> None:
    """Take over what became of the build; one that ended otherwise than by appearing did not succeed."""
    build = appointment.build
    if build is None:
        appointments.claim(appointment, AppointmentState.TYPESETTING, AppointmentState.WAITING)
    elif build.status == BuildStatus.FAILED:
        appointments.refuse(appointment, build.reason)
