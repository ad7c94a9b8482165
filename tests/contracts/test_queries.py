"""No route of the API takes what its document does not name: a filter whose name is misspelt would
be none. Telephone exchanges alone have words of their own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from chassis.queries import OnlyDeclared
from local_stack.services import SPECS
from tero.assembly import applications

_API = Path("docs/api")
_TAKES_ANY = ("/api/v1/intake/calls/{key}", "POST")


@pytest.fixture(scope="module")
def apps() -> dict[str, FastAPI]:
    """Every service's application."""
    return applications()


def checks_of(app: FastAPI) -> Iterator[tuple[APIRoute, list[frozenset[str]]]]:
    """Each route, and which names each of its checks lets pass."""
    for route in app.routes:
        if isinstance(route, APIRoute):
            calls = [child.call for child in route.dependant.dependencies]
            yield route, [call.names for call in calls if isinstance(call, OnlyDeclared)]


def documented(service: str) -> dict[tuple[str, str], set[str]]:
    """The query parameters of each operation in the committed document."""
    document: dict[str, Any] = json.loads((_API / f"openapi-{service}.json").read_text())
    return {
        (path, method.upper()): {
            each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"
        }
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }


@pytest.mark.parametrize("service", [spec.name for spec in SPECS])
async def test_every_route_takes_what_its_document_names_and_nothing_else(
    apps: dict[str, FastAPI], service: str
) -> None:
    names = documented(service)
    found = {
        (route.path, method): checks
        for route, checks in checks_of(apps[service])
        for method in route.methods or ()
    }

    assert names.keys() <= found.keys()
    for place, checks in found.items():
        is_bound = place[0].startswith("/api/") and place != _TAKES_ANY
        assert checks == ([names.get(place, set())] if is_bound else []), place
