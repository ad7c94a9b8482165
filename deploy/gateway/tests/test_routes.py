"""Who answers what."""

from typing import Any, Protocol

import httpx2
import pytest


class Gateway(Protocol):
    @property
    def client(self) -> httpx2.Client: ...


ROUTES = {
    "directory": (
        "/api/v1/session",
        "/api/v1/accounts/7",
        "/api/v1/areas",
        "/api/v1/customers?q=ana",
        "/api/v1/catalogues/closing-reasons",
        "/api/v1/directory/openapi.json",
        "/.well-known/jwks.json",
    ),
    "intake": ("/api/v1/contacts", "/api/v1/intake/docs", "/api/v1/intake/kernel/quarantine"),
    "tickets": ("/api/v1/tickets", "/api/v1/tickets/1/orders", "/api/v1/tickets/docs"),
    "orders": ("/api/v1/orders/1", "/api/v1/order-types", "/api/v1/orders/docs"),
    "iclass-bridge": (
        "/api/v1/dispatches",
        "/api/v1/iclass/webhook",
        "/api/v1/iclass-bridge/docs",
    ),
    "notifications": ("/api/v1/emails/1", "/api/v1/notifications/openapi.json"),
}


@pytest.mark.parametrize(
    ("part", "path"), [(part, path) for part, paths in ROUTES.items() for path in paths]
)
def test_a_path_reaches_its_service_unchanged(gateway: Gateway, part: str, path: str) -> None:
    answer = gateway.client.get(path).json()

    assert (answer["part"], answer["path"]) == (part, path)


@pytest.mark.parametrize(
    ("part", "path", "seen"),
    [
        ("mail-sink", "/mail/", "/"),
        ("mail-sink", "/mail/messages/7?x=1", "/messages/7?x=1"),
        ("iclass", "/iclass/app", "/app"),
        ("iclass", "/iclass/app/app.js", "/app/app.js"),
        ("iclass", "/iclass/api/app/technicians", "/api/app/technicians"),
        ("tickets", "/state/tickets", "/health/ready"),
        ("iclass-bridge", "/state/iclass-bridge", "/health/ready"),
        ("mail-sink", "/state/mail", "/health"),
        ("iclass", "/state/iclass", "/health"),
    ],
)
def test_prefixes_of_other_parts_are_taken_off(
    gateway: Gateway, part: str, path: str, seen: str
) -> None:
    answer = gateway.client.get(path).json()

    assert (answer["part"], answer["path"]) == (part, seen)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/mail", "/mail/"),
        ("/iclass", "/iclass/app"),
        ("/iclass/", "/iclass/app"),
        ("/asyncapi", "/asyncapi/"),
    ],
)
def test_incomplete_addresses_lead_on(gateway: Gateway, path: str, to: str) -> None:
    answer = gateway.client.get(path)

    assert (answer.status_code, answer.headers["location"]) == (308, to)


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v1/ticketsfoo",
        "/api/v2/tickets",
        "/health/ready",
        "/metrics",
        "/state/kafka",
        "/iclass/api/faults",
        "/iclass/api/work-orders",
        "/Caddyfile",
        "/../Caddyfile",
    ],
)
def test_an_unknown_path_is_a_problem_document(gateway: Gateway, path: str) -> None:
    answer = gateway.client.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem.pop("instance").startswith("urn:uuid:")
    assert problem == {
        "type": "urn:tero:problem:not-found",
        "title": "Not Found",
        "status": 404,
        "code": "not-found",
        "detail": "There is nothing at this address.",
    }


def test_people_get_a_page_when_there_is_nothing(gateway: Gateway) -> None:
    answer = gateway.client.get("/nada", headers={"accept": "text/html,*/*"})

    assert answer.status_code == 404
    assert "No hay nada en esta dirección" in answer.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        ("/site.css", "text/css"),
        ("/state.js", "text/javascript"),
        ("/asyncapi/", "text/html"),
        ("/asyncapi/asyncapi.js", "text/javascript"),
        ("/asyncapi/asyncapi.json", "application/json"),
    ],
)
def test_the_site_is_served(gateway: Gateway, path: str, kind: str) -> None:
    answer = gateway.client.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
