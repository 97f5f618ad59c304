"""Rows as plain lines that both databases understand: which tables are kept, and a row as JSON and back."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps as installed
from django.core.exceptions import ValidationError
from django.db.models import Field, ForeignKey, Model
from django.utils.duration import duration_iso_string

from keeping.refusal import BadArchive

# Made anew from the other tables: what search and duplicates know.
DERIVED = frozenset({"articles.fingerprint", "issues.searchtext"})
# True for the moment only: who is signed in, who has an article open, which worker lives, which state of the
# site the proxies have.
PASSING = frozenset(
    {"sessions.session", "articles.presence", "issues.buildworker", "periodicals.publicversion"}
)
_ROWS_AT_ONCE = 500


def kept_models(registry: Any = installed) -> list[type[Model]]:
    """The models whose rows are kept, with those of many-to-many fields, in the order of their references.

    Args: registry: the installed apps, or the apps of a state of the migrations.
    """
    kept = {
        model._meta.label_lower: model
        for model in registry.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in DERIVED | PASSING
    }
    order: dict[str, type[Model]] = {}

    def add(label: str, below: frozenset[str]) -> None:
        # Tables that refer to each other in a circle come in any order: keys are checked at the end.
        if label in order or label in below:
            return
        for field in kept[label]._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model._meta.label_lower in kept:
                add(field.related_model._meta.label_lower, below | {label})
        order[label] = kept[label]

    for label in sorted(kept):
        add(label, frozenset())
    return list(order.values())


def columns(model: type[Model]) -> list[Field]:
    """The fields of a model that are columns of its table, as they are declared."""
    return [field for field in model._meta.local_concrete_fields if field.column and not field.generated]


def rows(model: type[Model]) -> Iterator[tuple[Any, ...]]:
    """All rows of a table in the order of their keys, as values of ``columns``."""
    names = [field.attname for field in columns(model)]
    yield from (model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=_ROWS_AT_ONCE))


def encoded(row: Sequence[Any]) -> bytes:
    """A row as one line of JSON, to the microsecond and to the last digit."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=plain)
    return text.encode("utf-8", "surrogatepass") + b"\n"


def plain(value: Any) -> Any:
    """A value that JSON does not know, in a form that ``Field.to_python`` reads."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"no plain form for {type(value).__name__}")


def decoded(fields: Sequence[Field], line: bytes, label: str) -> list[Any]:
    """The values of a line that ``encoded`` wrote, by the model's fields. Raises: BadArchive."""
    try:
        values = json.loads(line.decode("utf-8", "surrogatepass"))
        if not isinstance(values, list) or len(values) != len(fields):
            raise ValueError
        return [
            None if value is None else field.to_python(value)
            for field, value in zip(fields, values, strict=True)
        ]
    except (ValueError, TypeError, ValidationError, RecursionError) as error:
        raise BadArchive(f"备份里“{label}”的数据有一行读不懂，备份已损坏。") from error


def decoded_names(line: bytes) -> list[str]:
    """The names of columns that a table's first line gives. Raises: BadArchive."""
    try:
        names = json.loads(line)
    except ValueError:
        names = None
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise BadArchive("备份里有一张表没有列名，备份已损坏。")
    return names


def named(model: type[Model], names: Iterable[str]) -> list[Field]:
    """A model's fields by the names of its columns. Raises: BadArchive, for a column it does not have."""
    known = {field.attname: field for field in columns(model)}
    try:
        return [known[name] for name in names]
    except KeyError as error:
        raise BadArchive(f"备份里“{model._meta.label_lower}”的列与本系统的对不上，不能恢复。") from error
