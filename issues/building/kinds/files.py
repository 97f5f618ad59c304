"""What the kinds have in common whose file the build itself keeps, for some days."""

from articles.services import Refused
from issues.building.keeping import keep
from issues.building.orders import Made
from issues.models import Build, Issue
from issues.typesetting.document import TypesetDocument
from issues.typesetting.manuscript import document_of


def refuse_empty(issue: Issue) -> None:
    """Raises: Refused, for an issue without entries."""
    if not issue.entries.exists():
        raise Refused(f"{issue}的目录还是空的，请先编入稿件。")


def document_with_entries(issue: Issue) -> TypesetDocument:
    """The issue for the typesetter. Raises: Refused, if its entries were all taken out meanwhile."""
    document = document_of(issue)
    if not document.sections:
        raise Refused(f"{issue}的目录还是空的，请先编入稿件。")
    return document


def keep_pdf(build: Build, made: Made, title: str) -> None:
    """Keep a PDF with its build, under the name that a person gets it by, without ``.pdf``."""
    keep(build.file, f"{build.kind}-{build.pk}.pdf", made.path)
    build.sha256 = made.sha256
    build.result |= {"name": title, "pages": made.pages}
