"""A row as a record of JSON: fields by name, people by user name, long texts in files of their own."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Field, ForeignKey, Model, URLField

from accounts.models import User
from articles.richtext import RichTextField, clean
from keeping.refusal import KeepingError
from keeping.tables import columns, plain

Record = dict[str, Any]
HTML = "html"


def _is_person(field: Field) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is User


def _is_kind(field: Field) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is ContentType


def record_of(
    row: Model,
    people: dict[int, str],
    exported: Collection[type[Model]],
    put_html: Callable[[str, str], str],
) -> Record:
    """A row as it is written. Args: people: user names by key; exported: models whose rows are written,
    references to others are left empty; put_html: takes a field's name and a text of editor HTML, writes it
    to a file and returns the file's name."""
    record: Record = {}
    for field in columns(type(row)):
        value = getattr(row, field.attname)
        if value is None:
            record[field.name] = None
        elif _is_person(field):
            record[field.name] = people[value]
        elif _is_kind(field):
            kind = ContentType.objects.get_for_id(value)
            record[field.name] = f"{kind.app_label}.{kind.model}"
        elif isinstance(field, ForeignKey) and field.related_model not in exported:
            record[field.name] = None
        elif isinstance(field, RichTextField):
            record[field.name] = {HTML: put_html(field.name, value)} if value else ""
        else:
            record[field.name] = _plain(field.value_from_object(row))
    return record


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | list | dict):
        return value
    try:
        return plain(value)
    except TypeError:
        # A file, by its name in its storage.
        return str(value)


def values_of(
    model: type[Model], record: Any, people: dict[str, int], get_html: Callable[[str], str], *, where: str
) -> dict[Field, Any]:
    """The values of a record by the model's fields; a field that the record does not have, by its default.

    Editor HTML is cleaned, as at every way in. Args: people: keys by user name; where: names the file.
    Raises: KeepingError, one sentence.
    """
    fields = {field.name: field for field in columns(model)}
    if not isinstance(record, dict) or (unknown := record.keys() - fields.keys()):
        name = "" if not isinstance(record, dict) else f"（{min(unknown)}）"
        raise KeepingError(f"{where} 里有本系统不认识的内容{name}：可能是更新版本的系统导出的，没有导入。")
    values = {}
    for name, field in fields.items():
        value = record.get(name, field.get_default())
        try:
            values[field] = _value(field, value, people, get_html)
        except (ValidationError, ObjectDoesNotExist, KeyError, ValueError, TypeError) as error:
            raise KeepingError(f"{where} 里“{field.verbose_name}”的内容不对，没有导入。") from error
    return values


def _value(field: Field, value: Any, people: dict[str, int], get_html: Callable[[str], str]) -> Any:
    if value is None:
        if not field.null:
            raise ValueError
        return None
    if _is_person(field):
        return people[value]
    if _is_kind(field):
        app, _, model = str(value).partition(".")
        return ContentType.objects.get_by_natural_key(app, model).pk
    if isinstance(field, RichTextField):
        return clean(get_html(value[HTML])) if value else ""
    value = field.to_python(value)
    if isinstance(field, URLField) and value:
        # Readers follow it: no other scheme than the form would have taken.
        field.run_validators(value)
    return value
