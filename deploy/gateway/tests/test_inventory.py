"""The routes of the services, their documents and the gateway say the same, one by one; and
whatever is answered carries the protecting headers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import httpx2
import pytest
import pytest_asyncio

from tero.assembly import applications

HIDDEN = ("/health/", "/metrics", "/docs", "/docs-files", "/openapi.json")
GOLDEN = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Gateway(Protocol):
    @property
    def client(self) -> httpx2.Client: ...
    @property
    def port(self) -> int: ...


@dataclass(frozen=True)
class Place:
    """One operation of one service."""

    service: str
    method: str
    path: str

    @property
    def address(self) -> str:
        """Somewhere of this kind. Its query keeps the small servers behind from streaming."""
        return re.sub(r"\{[^}]+\}", "7", self.path) + "?inventory"


@dataclass(frozen=True)
class Inventory:
    """What the applications answer, and what their documents say of it."""

    routes: set[Place]
    documented: set[Place]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def inventory() -> Inventory:
    routes, documented = set[Place](), set[Place]()
    for name, app in applications().items():
        routes |= {Place(name, *each) for each in _routes(app)}
        for path, operations in app.openapi()["paths"].items():
            documented |= {Place(name, method.upper(), path) for method in operations}
    return Inventory(routes, documented)


def _routes(app: Any) -> Iterator[tuple[str, str]]:
    for route in app.routes:
        if any(part in route.path for part in HIDDEN):
            continue
        for method in getattr(route, "methods", None) or ():
            if method != "HEAD":
                yield method, route.path


def test_what_is_answered_is_documented_and_nothing_else(inventory: Inventory) -> None:
    """Row 47: the documents are the inventory."""
    assert len(inventory.routes) > 80
    assert inventory.routes == inventory.documented


def test_every_route_is_reached_through_the_gateway(gateway: Gateway, inventory: Inventory) -> None:
    """The gateway brings each address to the service that answers it, and to no other."""
    for place in sorted(inventory.routes, key=lambda each: each.path):
        answer = gateway.client.get(place.address)
        if place.service == "reporting":
            assert answer.status_code == 502, place
        else:
            assert answer.json()["part"] == place.service, place


def test_no_way_through_the_gateway_leads_to_nothing(
    gateway: Gateway, inventory: Inventory
) -> None:
    """Segments that no service has are refused at the door."""
    known = {place.path.split("/")[3] for place in inventory.routes if "/api/v1/" in place.path}
    for segment in ("admin", "debug", "internal", "health", "metrics", "v2", "graphql"):
        assert segment not in known
        assert gateway.client.get(f"/api/v1/{segment}").status_code == 404


def test_every_answer_to_every_route_carries_the_protecting_headers(
    gateway: Gateway, inventory: Inventory
) -> None:
    """Rows 34 and 44, through the gateway: none of it may be kept by a cache either."""
    for place in inventory.routes:
        headers = gateway.client.get(place.address).headers
        assert {name: headers.get(name) for name in GOLDEN} == GOLDEN, place
        assert "frame-ancestors 'none'" in headers["content-security-policy"], place
        assert headers["cache-control"] == "no-store", place


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/nothing", 404),
        ("/mail/", 200),
        ("/iclass/app", 200),
        ("/asyncapi/asyncapi.json", 200),
        ("/api/v1/nothing", 404),
        ("/api/v1/reports/x", 502),
        ("/api/v1/tickets/stall", 504),
        ("/api/v1/tickets/hang-up", 502),
        ("/api/v1//tickets", 400),
        ("/mail", 308),
    ],
)
def test_so_do_pages_and_refusals(gateway: Gateway, path: str, status: int) -> None:
    answer = gateway.client.get(path)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in GOLDEN} == GOLDEN
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] in {"no-store", "no-cache"}
    assert "server" not in answer.headers


def test_a_foreign_page_is_refused_with_the_same_headers(gateway: Gateway) -> None:
    answer = gateway.client.get("/api/v1/tickets", headers={"origin": "https://evil.example"})

    assert answer.status_code == 403
    assert {name: answer.headers.get(name) for name in GOLDEN} == GOLDEN
