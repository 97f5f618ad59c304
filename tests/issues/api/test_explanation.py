"""The page that explains the API says what the OpenAPI document says, in Chinese, and asks no other host."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from issues.models import Issue


def test_every_operation_and_every_field_is_explained(
    client: Client, published: Callable[..., Issue]
) -> None:
    published()
    page = client.get("/api/").content.decode()
    document = client.get("/api/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        assert list(methods) == ["get"]
        assert f"<code>{path}</code>" in page
        assert methods["get"]["summary"] in page
    for name, schema in document["components"]["schemas"].items():
        for field, of in schema.get("properties", {}).items():
            assert _is_chinese(of["title"]), (name, field)
            if name in page:
                assert of["title"] in page, (name, field)


def test_every_parameter_has_a_chinese_title(client: Client, db: None) -> None:
    document: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    for path, methods in document["paths"].items():
        for parameter in methods["get"].get("parameters", []):
            assert _is_chinese(parameter["schema"]["title"]), (path, parameter["name"])


def test_it_is_there_before_anything_is_published(client: Client, db: None) -> None:
    assert client.get("/api/").status_code == 200


def test_the_bare_address_leads_to_it(client: Client, db: None) -> None:
    assert client.get("/api/v1/")["Location"] == "/api/"


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= mark <= "\u9fff" for mark in text) or text in {"ISSN", "PDF"}
