"""The OpenAPI document in a reader's words: what can be asked, and what the answers hold. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_KINDS = {
    "string": "文字", "integer": "整数", "number": "数", "boolean": "真或假", "null": "null",
    "date": "日期", "date-time": "时间",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A parameter, or a field of an answer; ``refers_to`` names the answer that it consists of."""

    name: str
    title: str
    kind: str
    note: str
    refers_to: str = ""


@dataclass(frozen=True)
class Operation:
    """One address that can be asked."""

    path: str
    summary: str
    description: str
    parameters: tuple[Item, ...]
    answer: str


@dataclass(frozen=True)
class Shape:
    """What an answer holds."""

    name: str
    fields: tuple[Item, ...]


@dataclass(frozen=True)
class Reference:
    """All of the document that a person needs."""

    title: str
    description: str
    operations: tuple[Operation, ...]
    shapes: tuple[Shape, ...]


def reference(document: dict[str, Any]) -> Reference:
    """Read an OpenAPI document as django-ninja writes it."""
    schemas = document["components"]["schemas"]
    asked = [(path, methods["get"]) for path, methods in document["paths"].items()]
    operations = tuple(
        Operation(
            path, of["summary"], of.get("description", ""),
            tuple(_item(found["name"], found["schema"], found.get("required", False))
                  for found in of.get("parameters", ())),
            _named(of["responses"][200]["content"]["application/json"]["schema"]),
        )
        for path, of in asked
    )  # fmt: skip
    shapes = (
        Shape(name, tuple(_item(field, of) for field, of in schemas[name]["properties"].items()))
        for name in _used(schemas, [operation.answer for operation in operations] + ["Error"])
    )
    return Reference(document["info"]["title"], document["info"]["description"], operations, tuple(shapes))


def _used(schemas: dict[str, Any], names: list[str]) -> Iterator[str]:
    """The schemas of these names and those that they consist of, each once, in order."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        yield name
        waiting[:0] = [inner for of in schemas[name]["properties"].values() if (inner := _named(of))]


def _named(schema: dict[str, Any]) -> str:
    """The name of the schema that a field consists of, or an empty string."""
    for part in (schema, schema.get("items", {}), *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in part:
            return str(part["$ref"]).rsplit("/", 1)[-1]
    return ""


def _item(name: str, schema: dict[str, Any], required: bool = False) -> Item:
    return Item(
        name, schema.get("title", ""), _kind(schema),
        "".join((schema.get("description", ""), "必填。" if required else "", *_bounds(schema))),
        _named(schema),
    )  # fmt: skip


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return "或 ".join(kind for part in schema["anyOf"] if (kind := _kind(part)) != "null")
    if schema.get("type") == "array":
        return f"列表，每项为{_kind(schema['items'])}"
    if name := _named(schema):
        return f" {name} "
    return _KINDS.get(schema.get("format", ""), "") or _KINDS.get(schema.get("type", ""), "文字")


def _bounds(schema: dict[str, Any]) -> Iterator[str]:
    schema = schema | next((part for part in schema.get("anyOf", ()) if part.get("type") != "null"), {})
    if "minimum" in schema and "maximum" in schema:
        yield f"{schema['minimum']}—{schema['maximum']}。"
    if "maxLength" in schema:
        yield f"最多 {schema['maxLength']} 个字符。"
    if schema.get("default") not in (None, "", []):
        yield f"不写时为 {schema['default']}。"
