"""Every way in which this door itself refuses or fails is a problem document, as of a service."""

from typing import Any, Protocol

import httpx2
import pytest


class Gateway(Protocol):
    @property
    def client(self) -> httpx2.Client: ...


LARGE = b"x" * ((2 << 20) + 1)
FOREIGN = {"origin": "https://evil.example"}

# Method, path, what else, and how it is refused.
REFUSALS: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/nowhere", {}, 404, "not-found"),
    ("GET", "/api/v1/nowhere", {}, 404, "not-found"),
    ("POST", "/api/v2/tickets", {}, 404, "not-found"),
    ("GET", "/state/nobody", {}, 404, "not-found"),
    ("GET", "/console/nowhere", {}, 404, "not-found"),
    ("GET", "/console/assets/nowhere.js", {}, 404, "not-found"),
    ("GET", "/asyncapi/nowhere", {}, 404, "not-found"),
    ("GET", "/iclass/api/journal", {}, 404, "not-found"),
    ("GET", "/metrics", {}, 404, "not-found"),
    ("POST", "/", {}, 405, "method-not-allowed"),
    ("DELETE", "/console/", {}, 405, "method-not-allowed"),
    ("PUT", "/asyncapi/asyncapi.json", {}, 405, "method-not-allowed"),
    ("GET", "/api/v1/tickets;x=1", {}, 400, "bad-request"),
    ("GET", "/api/v1/tickets", {"headers": FOREIGN}, 403, "foreign-origin"),
    ("GET", "/", {"headers": FOREIGN}, 403, "foreign-origin"),
    ("POST", "/api/v1/tickets", {"content": LARGE}, 413, "body-too-large"),
    ("GET", "/api/v1/reports", {}, 502, "unavailable"),
    ("GET", "/state/reporting", {}, 502, "unavailable"),
    ("GET", "/api/v1/tickets/hang-up", {}, 502, "unavailable"),
    ("GET", "/api/v1/orders/stall", {}, 504, "timed-out"),
]


@pytest.mark.parametrize(("method", "path", "more", "status", "code"), REFUSALS)
def test_a_refusal_is_a_problem_document(
    gateway: Gateway, method: str, path: str, more: dict[str, Any], status: int, code: str
) -> None:
    answer = gateway.client.request(method, path, **more)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert (document["status"], document["code"]) == (status, code)
    assert {"type", "title", "detail", "instance"} < document.keys()


@pytest.mark.parametrize(
    "path", ["/", "/console/assets/index-abc123.js", "/asyncapi/asyncapi.json"]
)
def test_files_are_sent_whole(gateway: Gateway, path: str) -> None:
    """A part that is not there would be refused in plain text; nobody needs parts of them."""
    answer = gateway.client.get(path, headers={"range": "bytes=9999999-"})

    assert answer.status_code == 200


def test_what_a_service_refuses_by_its_head_reaches_it(gateway: Gateway) -> None:
    """100 kB: it answers with a document, the gateway could only break off."""
    large = {f"x-large-{n}": "x" * 50_000 for n in range(2)}
    answer = gateway.client.get("/api/v1/tickets", headers=large)

    assert answer.status_code == 200
