"""The API does what its OpenAPI document says, whatever it is asked: tried by schemathesis, in process."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bulletin.wsgi import application
from issues.models import Issue

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
# Always the same questions, so that a failure is the code's and not the day's.
EXAMPLES = settings(
    max_examples=15, derandomize=True, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
DOCUMENT = "/api/v1/openapi.json"


@pytest.fixture
def in_process(db: None) -> Iterator[Any]:
    """The site as WSGI servers run it, but within the test's transaction, as Django's test client has it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield application
    for signal in signals:
        signal.connect(close_old_connections)


def test_every_answer_is_as_the_document_says(found: Callable[..., Issue], in_process: Any) -> None:
    found(2026, 1)
    schema = schemathesis.openapi.from_wsgi(DOCUMENT, in_process)
    statuses: dict[str, set[int]] = {}
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _try(operation, mode, statuses.setdefault(operation.path, set()))
    assert len(statuses) == 8
    assert {422} <= set().union(*statuses.values()) <= {200, 404, 422}


def _try(operation: Any, mode: GenerationMode, statuses: set[int]) -> None:
    @EXAMPLES
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: Any) -> None:
        response = case.call(headers={"Accept-Encoding": "identity"})
        statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    once()
