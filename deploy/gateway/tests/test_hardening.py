"""What a hostile caller may try at the door: other spellings, other origins, slowness, doubt."""

import socket
import time
from typing import Any, Protocol

import httpx2
import pytest

UNDERSCORED = ("X_User", "X_Account_Id", "Remote_User", "X_Forwarded_For", "x_tero_account")
OTHERS = ("Forwarded", "X-Real-IP", "X-Original-URL", "X-HTTP-Method-Override", "True-Client-IP")

LARGE = 200 << 10


class Gateway(Protocol):
    @property
    def client(self) -> httpx2.Client: ...
    @property
    def port(self) -> int: ...
    @property
    def upstreams(self) -> dict[str, Any]: ...


def said(gateway: Gateway, text: str, *, seconds: float = 10) -> bytes:
    """All that comes back for these bytes, until the gateway closes."""
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=seconds) as connection:
        connection.sendall(text.encode("latin-1"))
        received = b""
        try:
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionResetError:
            pass
        return received


def test_other_spellings_of_a_name_s_headers_reach_nobody(gateway: Gateway) -> None:
    """Row 12: some programs read an underscore as a hyphen."""
    claimed = dict.fromkeys((*UNDERSCORED, *OTHERS), "127.0.0.9")

    seen = gateway.client.get("/api/v1/tickets", headers=claimed).json()["headers"]

    assert not {name.lower() for name in claimed} & set(seen)
    assert seen["x-forwarded-for"] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/tickets/../accounts",
        "/api/v1/tickets/./7",
        "/api/v1/tickets/..",
        "/api/v1/tickets/%2e%2e/accounts",
        "/api/v1/tickets%2f..%2faccounts",
        "/api/v1/tickets/%2F7",
        "/api/v1//accounts",
        "//api/v1/accounts",
        "/api/v1/tickets;x=1",
        "/api/v1/tickets/;/accounts",
        "/api/v1/tickets\\accounts",
        "/api/v1/tickets/%5caccounts",
        "/api/v1/tickets/%00",
        "/api/v1/tickets/%252e%252e/accounts",
        "/mail/../api/v1/accounts",
    ],
)
def test_an_address_that_can_be_read_in_two_ways_is_refused(gateway: Gateway, path: str) -> None:
    before = sum(len(upstream.seen) for upstream in gateway.upstreams.values())

    answer = said(gateway, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 400")
    assert sum(len(upstream.seen) for upstream in gateway.upstreams.values()) == before


@pytest.mark.parametrize("path", ["/api/v1/tickets?q=a//b;c..%2f", "/api/v1/tickets/a..b"])
def test_what_only_looks_like_it_passes(gateway: Gateway, path: str) -> None:
    assert gateway.client.get(path).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_origin_is_refused(gateway: Gateway, method: str, origin: str) -> None:
    answer = gateway.client.request(method, "/api/v1/tickets", headers={"origin": origin})

    assert answer.status_code == 403
    assert answer.json()["code"] == "foreign-origin"
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_our_own_pages_may_ask(gateway: Gateway) -> None:
    origin = {"origin": f"http://127.0.0.1:{gateway.port}"}

    assert gateway.client.post("/api/v1/tickets", headers=origin).status_code == 200


SMUGGLED = "GET /api/v1/tickets/smuggled HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Content-Length: -1",
        "Content-Length: 0x5",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding : chunked",
        "Content-Length : 5",
        "Transfer-Encoding:\x0bchunked",
        "X: y\x00z",
    ],
)
def test_a_body_without_one_clear_end_is_refused(gateway: Gateway, headers: str) -> None:
    """Row 36: nobody hides a request behind another one's body."""
    upstream = gateway.upstreams["tickets"]
    upstream.seen.clear()

    start = f"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{headers}\r\n\r\n"
    answer = said(gateway, f"{start}0\r\n\r\n{SMUGGLED}")

    assert answer[:12] in {b"HTTP/1.1 400", b"HTTP/1.1 501", b"HTTP/1.1 413"}
    assert "/api/v1/tickets/smuggled" not in upstream.seen


def test_what_is_left_of_a_body_that_is_too_large_is_no_request(gateway: Gateway) -> None:
    """Row 36: the connection ends with the refusal."""
    upstream = gateway.upstreams["tickets"]
    upstream.seen.clear()

    read, left = 2 << 20, SMUGGLED * 2_000
    start = (
        f"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: {read + len(left)}\r\n\r\n"
    )
    answer = said(gateway, f"{start}{'x' * read}{left}")

    assert answer.startswith(b"HTTP/1.1 413")
    assert answer.count(b"HTTP/1.1 ") == 1
    assert "/api/v1/tickets/smuggled" not in upstream.seen


def test_with_chunks_and_a_length_the_chunks_count_everywhere(gateway: Gateway) -> None:
    """RFC 9112 6.3: and what follows them is at most a request of its own, never a part of one."""
    upstream = gateway.upstreams["tickets"]
    upstream.seen.clear()

    start = "POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    both = "Content-Length: 80\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = said(gateway, f"{start}{both}0\r\n\r\n{SMUGGLED}")

    assert answer.startswith(b"HTTP/1.1 200")
    assert upstream.seen == ["/api/v1/tickets"]
    assert b'"content-length": "80"' not in answer


def test_slow_headers_are_not_waited_for(hasty_gateway: Gateway) -> None:
    """The gateway ends this by itself: its second for headers is over before ours for an answer."""
    answer = said(hasty_gateway, "GET /api/v1/tickets HTTP/1.1\r\nHost: x\r\nX-Slow: ")

    assert not answer.startswith(b"HTTP/1.1 200")


def test_a_body_may_come_slowly_but_not_stop(hasty_gateway: Gateway) -> None:
    """A poor line is no reason to lose a file: what comes on is waited for, what stops is not."""
    file, stopped = "/api/v1/contacts/7/attachments", "/api/v1/tickets/stopped"
    with begun(hasty_gateway, file, 80 << 10) as slow, begun(hasty_gateway, stopped, 17 << 10):
        deadline = time.monotonic() + 20
        given_up = hasty_gateway.upstreams["tickets"].broken
        while stopped not in given_up and time.monotonic() < deadline:
            hasty_gateway.client.get("/api/v1/tickets/other")
        slow.sendall(b"x" * (LARGE - (80 << 10)))
        answer = slow.recv(64)

    assert stopped in given_up
    assert answer.startswith(b"HTTP/1.1 200")


def begun(gateway: Gateway, path: str, size: int) -> socket.socket:
    """The connection on which so much of a large body was sent."""
    connection = socket.create_connection(("127.0.0.1", gateway.port), timeout=20)
    start = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {LARGE}\r\n\r\n"
    connection.sendall(start.encode() + b"x" * size)
    return connection


def test_a_slow_body_is_in_no_service_s_hands(gateway: Gateway) -> None:
    """Somebody else is answered meanwhile, and the service has not heard of the slow one."""
    upstream = gateway.upstreams["tickets"]
    upstream.seen.clear()
    start = b"POST /api/v1/tickets/slow HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc"

    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as connection:
        connection.sendall(start)
        for number in range(20):
            assert gateway.client.post(f"/api/v1/tickets/{number}").status_code == 200
        while_slow = list(upstream.seen)
        connection.sendall(b"x" * 997)
        answer = connection.recv(64)

    assert "/api/v1/tickets/slow" not in while_slow
    assert answer.startswith(b"HTTP/1.1 200")


def test_of_a_large_body_no_more_than_a_usual_one_is_kept_here(gateway: Gateway) -> None:
    """Its service hears of it before it is whole: the rest waits at the sender's."""
    upstream = gateway.upstreams["tickets"]
    upstream.seen.clear()
    whole = 200 << 10
    start = f"POST /api/v1/tickets/large HTTP/1.1\r\nHost: x\r\nContent-Length: {whole}\r\n\r\n"

    with socket.create_connection(("127.0.0.1", gateway.port), timeout=10) as connection:
        connection.sendall(start.encode() + b"x" * (32 << 10))
        deadline = time.monotonic() + 10
        while "/api/v1/tickets/large" not in upstream.seen and time.monotonic() < deadline:
            gateway.client.get("/api/v1/tickets/other")
        heard = "/api/v1/tickets/large" in upstream.seen
        connection.sendall(b"x" * (whole - (32 << 10)))
        answer = connection.recv(64)

    assert heard
    assert answer.startswith(b"HTTP/1.1 200")
