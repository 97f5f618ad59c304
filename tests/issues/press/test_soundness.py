"""Files are looked into before they are released."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from issues.models import Issue
from issues.press.soundness import Finished, check
from issues.services import Refused
from tests.issues.press.conftest import FinishedIssue

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(issue: Issue, finish: Callable[[Issue], FinishedIssue]) -> FinishedIssue:
    return finish(issue)


def _with(made: FinishedIssue, **changes: object) -> list[Finished]:
    return [made.files[0], replace(made.files[1], **changes), made.files[2]]  # type: ignore[arg-type]


def test_sound_files_pass(made: FinishedIssue) -> None:
    check(made.files, made.document)


def test_what_is_no_pdf(made: FinishedIssue) -> None:
    broken = made.files[1].path
    broken.write_bytes(b"%PDF-1.7 and nothing more")
    with pytest.raises(Refused, match="阅读用文件打不开"):
        check(_with(made, sha256=sha256(broken.read_bytes()).hexdigest()), made.document)


def test_a_page_too_few(made: FinishedIssue) -> None:
    with pytest.raises(Refused, match="阅读用文件的页数或页码与印刷用文件不同"):
        check(_with(made, pages=3), made.document)


def test_page_numbers_that_differ(made: FinishedIssue) -> None:
    wrong = dict.fromkeys(made.files[0].page_of, 2)
    with pytest.raises(Refused, match="页码与印刷用文件不同"):
        check(_with(made, page_of=wrong), made.document)


def test_an_article_that_is_not_on_its_page(made: FinishedIssue) -> None:
    first = made.document.articles[0]
    renamed = replace(first, title="另一个题目")
    section = replace(made.document.sections[0], articles=(renamed, *made.document.articles[1:]))
    with pytest.raises(Refused, match="印刷用文件里《另一个题目》不在目录所印的那一页"):
        check(made.files, replace(made.document, sections=(section,)))
