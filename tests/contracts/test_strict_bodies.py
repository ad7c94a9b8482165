"""No body may say more than its route has asked for (security row 6): what only the service may
set (area, role, state, owner, version) cannot be slipped in, at any depth."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local_stack.services import SPECS

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
