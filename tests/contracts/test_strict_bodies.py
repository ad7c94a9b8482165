"""No body may say more than its route has asked for (security row 6): what only the service may
set (area, role, state, owner, version) cannot be slipped in, at any depth. A number is a number
there, and no text or truth value that looks like one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import BaseModel, StrictInt, TypeAdapter

from local_stack.services import SPECS
from tero.assembly import applications

_API = Path("docs/api")

# Words of other systems, which may say more with their next version.
_DOORS = (
    "/api/v1/intake/calls/",
    "/api/v1/intake/chats/",
    "/api/v1/intake/inquiries/",
    "/api/v1/intake/messages/",
    "/api/v1/intake/deliveries/",
    "/api/v1/iclass/webhook",
)

# Tables of the sender's own words.
_TABLES = {"PresetToSave.columns"}

# Read from files and addresses as well, where everything is text.
_OF_TEXT = {"ItemLine", "ContractLine", "Which"}
_SCALARS = {"int", "float", "bool"}

Schema = dict[str, Any]


def document_of(service: str) -> Schema:
    found: Schema = json.loads((_API / f"openapi-{service}.json").read_text())
    return found


def bodies(document: Schema) -> Iterator[tuple[str, Schema]]:
    """Method and path, and the schema of each body."""
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                yield f"{method} {path}", content.get("schema", {})


def open_objects(schema: Schema, document: Schema, place: str, seen: set[str]) -> Iterator[str]:
    """Objects that take fields nobody has declared."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        if name not in seen:
            seen.add(name)
            inside = document["components"]["schemas"][name]
            yield from open_objects(inside, document, name, seen)
        return
    for each in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from open_objects(each, document, place, seen)
    if "items" in schema:
        yield from open_objects(schema["items"], document, place, seen)
    if schema.get("type") == "object" and schema.get("additionalProperties") is not False:
        yield place
    for name, each in schema.get("properties", {}).items():
        yield from open_objects(each, document, f"{place}.{name}", seen)


@pytest.mark.parametrize("name", [spec.name for spec in SPECS])
def test_no_body_takes_fields_that_nobody_has_declared(name: str) -> None:
    """B25, E34, E47: who may write a customer's phone may not write their discount beside it."""
    document = document_of(name)
    loose = {
        found
        for place, schema in bodies(document)
        if not place.partition(" ")[2].startswith(_DOORS)
        for found in open_objects(schema, document, place, set())
    }

    assert loose <= _TABLES


def test_an_open_body_is_found() -> None:
    """The test above can fail: the doors of other systems are open."""
    document = document_of("intake")
    loose = {
        place
        for place, schema in bodies(document)
        if any(open_objects(schema, document, place, set()))
    }

    assert loose
    assert all(place.partition(" ")[2].startswith(_DOORS) for place in loose)


def lax_fields(schema: object, place: str) -> Iterator[str]:
    """Fields, by the name of their model, that take a text or a truth value for a number."""
    if isinstance(schema, list | tuple):
        for each in schema:
            yield from lax_fields(each, place)
    elif isinstance(schema, dict):
        if schema.get("type") in _SCALARS and not schema.get("strict"):
            yield place
        model = getattr(schema.get("cls"), "__name__", place)
        for name, each in schema.get("fields", {}).items():
            yield from lax_fields(each, f"{model}.{name}")
        inner = (each for key, each in schema.items() if key not in ("fields", "serialization"))
        for each in inner:
            yield from lax_fields(each, model)


def test_no_body_takes_a_text_for_a_number() -> None:
    """`"5"` and `true` are no capacity, `"no"` does not switch anything off."""
    lax: set[str] = set()
    read = 0
    for app in applications().values():
        fields = (each.body_field for each in app.routes if isinstance(each, APIRoute))
        for field in filter(None, fields):
            read += 1
            shape: Any = field.field_info.annotation
            lax |= set(lax_fields(TypeAdapter(shape).core_schema, field.name))

    assert read > 90
    assert {each for each in lax if each.partition(".")[0] not in _OF_TEXT} == set()
    assert {each.partition(".")[0] for each in lax} == _OF_TEXT


def test_a_lax_number_is_found() -> None:
    """The test above can fail."""

    class Inner(BaseModel):
        """Two numbers, of which one is strict."""

        lax: int | None = None
        strict: StrictInt = 1

    class Outer(BaseModel):
        """Some of them."""

        inner: list[Inner]

    assert set(lax_fields(TypeAdapter(Outer).core_schema, "")) == {"Inner.lax"}
