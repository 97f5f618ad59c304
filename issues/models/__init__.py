"""What issues keep: the issue and its contents, and the files that came out of it."""

from issues.models.build import Build, BuildStatus, BuildWorker
from issues.models.covers import Cover
from issues.models.errata import ErrorKind, PrintedError
from issues.models.importing import ImportDraft
from issues.models.issue import (
    ContentsEntry,
    Issue,
    IssueQuerySet,
    IssueStatus,
    IssueStatusChange,
)
from issues.models.press import (
    PreflightReport,
    PressFile,
    PressFileVariant,
    Proof,
    ProofPortion,
    ProofRound,
    Recall,
    Release,
    Unchangeable,
    press_storage,
)
from issues.models.publishing import (
    AHEAD,
    Appointment,
    AppointmentState,
    Correction,
    CorrectionField,
    CorrectionState,
    Takedown,
)
from issues.models.search import SearchText

__all__ = [
    "AHEAD", "Appointment", "AppointmentState", "Build", "BuildStatus", "BuildWorker", "ContentsEntry",
    "Correction", "CorrectionField", "CorrectionState", "Cover", "ErrorKind", "ImportDraft", "Issue",
    "IssueQuerySet", "IssueStatus", "IssueStatusChange", "PreflightReport", "PressFile", "PressFileVariant",
    "PrintedError", "Proof", "ProofPortion", "ProofRound",
    "Recall", "Release", "SearchText", "Takedown", "Unchangeable", "press_storage",
]  # fmt: skip
