"""What the gateway takes off, adds and refuses."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import httpx2
import pytest

LIMIT = 2 * 1024 * 1024
IDENTITY = (
    "X-Forwarded-User",
    "X-Forwarded-Email",
    "X-Remote-User",
    "Remote-User",
    "X-Auth-Request-User",
    "X-Actor",
    "X-Actor-Id",
    "X-User-Id",
    "X-Account-Id",
    "X-Tero-Account",
    "X-Tero-Account-Id",
    "X-Tero-Actor",
    "X-Tero-User",
    "X-Tero-Role",
    "X-Tero-Permissions",
    "X-Tero_Account",
    "X_Tero_Account",
)


class Upstream(Protocol):
    more: threading.Event


class Gateway(Protocol):
    @property
    def client(self) -> httpx2.Client: ...
    @property
    def port(self) -> int: ...
    @property
    def log(self) -> Path: ...
    @property
    def upstreams(self) -> dict[str, Any]: ...


def test_identity_comes_from_no_header(gateway: Gateway) -> None:
    claimed = dict.fromkeys(IDENTITY, "admin")
    kept = {"authorization": "Bearer x", "traceparent": "00-a", "idempotency-key": "k"}

    answer = gateway.client.get("/api/v1/tickets", headers=claimed | kept).json()

    seen = answer["headers"]
    assert not {name.lower() for name in IDENTITY} & set(seen)
    assert {name: seen[name] for name in kept} == kept


def test_the_console_s_proof_arrives(gateway: Gateway) -> None:
    """It says where a request was made, not by whom; services ask for it beside a cookie."""
    headers = {"x-tero-console": "1", "cookie": "__Host-tero=x"}

    seen = gateway.client.post("/api/v1/tickets", headers=headers).json()["headers"]

    assert {name: seen.get(name) for name in headers} == headers


def test_the_caller_s_address_cannot_be_invented(gateway: Gateway) -> None:
    invented = {"x-forwarded-for": "8.8.8.8", "x-forwarded-host": "evil"}

    seen = gateway.client.get("/api/v1/tickets", headers=invented).json()["headers"]

    assert seen["x-forwarded-for"] == "127.0.0.1"
    assert seen["x-forwarded-host"] == f"127.0.0.1:{gateway.port}"


@pytest.mark.parametrize("path", ["/", "/api/v1/tickets", "/api/v1/nothing", "/mail/"])
def test_every_answer_carries_the_protecting_headers(gateway: Gateway, path: str) -> None:
    headers = gateway.client.get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "via" not in headers
    assert "server" not in headers


def test_only_documents_may_have_scripts_in_the_page(gateway: Gateway) -> None:
    documents = gateway.client.get("/api/v1/tickets/docs").headers["content-security-policy"]
    others = gateway.client.get("/api/v1/tickets/1").headers["content-security-policy"]

    assert "script-src 'self' 'unsafe-inline'" in documents
    assert "unsafe-inline" not in others


def test_a_body_up_to_the_limit_passes(gateway: Gateway) -> None:
    answer = gateway.client.post("/api/v1/tickets", content=b"x" * LIMIT)

    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/tickets", "/api/v1/contacts"])
def test_a_body_over_the_limit_is_refused(gateway: Gateway, path: str) -> None:
    answer = gateway.client.post(path, content=b"x" * (LIMIT + 1))

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "body-too-large"


def test_a_body_over_the_limit_is_refused_although_its_size_is_not_told(gateway: Gateway) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(LIMIT // 65536 + 1):
            yield b"x" * 65536

    connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=20)
    connection.request("POST", "/api/v1/tickets", body=chunks(), encode_chunked=True)
    answer = connection.getresponse()

    assert answer.status == 413
    assert json.loads(answer.read())["code"] == "body-too-large"
    connection.close()


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/api/v1/reports", "*/*"),
        ("/api/v1/reports", "text/html"),
        ("/state/reporting", "application/json"),
        ("/api/v1/tickets/hang-up", "*/*"),
    ],
)
def test_a_dead_part_is_a_problem_document(gateway: Gateway, path: str, accept: str) -> None:
    answer = gateway.client.get(path, headers={"accept": accept})

    assert answer.status_code == 502
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"] == "2"
    assert answer.json()["code"] == "unavailable"
    assert "127.0.0.1" not in answer.text
    assert "refused" not in answer.text


def test_a_part_that_takes_too_long_is_a_problem_document(gateway: Gateway) -> None:
    answer = gateway.client.get("/api/v1/orders/stall")

    assert answer.status_code == 504
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "timed-out"


def test_people_get_a_page_when_their_part_is_dead(gateway: Gateway) -> None:
    answer = gateway.client.get("/mail/hang-up", headers={"accept": "text/html"})

    assert answer.status_code == 502
    assert "Esta parte no responde" in answer.text


def test_the_log_holds_neither_queries_nor_tokens(gateway: Gateway) -> None:
    token = {"authorization": "Bearer very-secret"}
    answer = gateway.client.get("/api/v1/reports?phone=3515550101", headers=token)

    log = gateway.log.read_text()

    assert answer.json()["instance"].removeprefix("urn:uuid:") in log
    assert "3515550101" not in log
    assert "very-secret" not in log


@pytest.mark.parametrize("tail", ["hang-up", "hang-up?callId=7/hang-up"])
def test_the_log_does_not_hold_the_key_of_a_channel(gateway: Gateway, tail: str) -> None:
    key = "key-of-an-exchange-0123456789"

    answer = gateway.client.get(f"/api/v1/intake/calls/{key}/{tail}")

    log = gateway.log.read_text()
    assert answer.status_code == 502
    assert answer.json()["instance"].removeprefix("urn:uuid:") in log
    assert "/api/v1/intake/calls/…/hang-up" in log
    assert key not in log
    assert "callId" not in log


def test_answers_are_compressed(gateway: Gateway) -> None:
    for encoding in ("gzip", "zstd"):
        with gateway.client.stream(
            "GET", "/api/v1/tickets", headers={"accept-encoding": encoding}
        ) as answer:
            assert answer.headers["content-encoding"] == encoding


@pytest.mark.parametrize("encoding", ["identity", "gzip", "zstd"])
def test_what_was_read_compressed_is_changed_by_its_etag(gateway: Gateway, encoding: str) -> None:
    """R04: a service knows the ETag it gave, whatever was done to its answer on the way."""
    path = "/api/v1/tickets/1"
    with gateway.client.stream("GET", path, headers={"Accept-Encoding": encoding}) as read:
        etag = read.headers["etag"]

    changed = gateway.client.post(path, headers={"If-Match": etag})

    assert (etag == '"7"') is (encoding == "identity")
    assert changed.json()["headers"]["if-match"] == '"7"'


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_events_pass_at_once(gateway: Gateway, encoding: str) -> None:
    upstream: Upstream = gateway.upstreams["intake"]
    upstream.more.clear()
    request = f"GET /api/v1/contacts/events HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {encoding}\r\n"

    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as connection:
        connection.sendall(f"{request}Connection: close\r\n\r\n".encode())
        received = b""
        # The upstream sends no second event before the first one has been seen here.
        while b"\r\n\r\n" not in received or not received.split(b"\r\n\r\n", 1)[1]:
            received += connection.recv(4096)
        upstream.more.set()
        while chunk := connection.recv(4096):
            received += chunk

    assert received.startswith(b"HTTP/1.1 200")
    assert b"text/event-stream" in received
    assert received.endswith(b"0\r\n\r\n")
