"""Answers the simulator never gives."""

import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import pytest

from chassis_testing.harness import Harness
from iclass_bridge.application.ports import Transaction
from iclass_bridge.outbound.iclass_translation import pause_asked_for

Bridge = Harness[Transaction]
ARequest = Callable[..., Awaitable[UUID]]
MakeCalls = Callable[[], Awaitable[int]]
Types = Callable[[UUID], Awaitable[list[str]]]
Answer = tuple[int, bytes]

MADE = b'{"workOrderNumber": "X-1", "state": "scheduled", "extra": {"unknown": 1}}'


class Stranger(ThreadingHTTPServer):
    """Answers what it is told to, in turn, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, dict[str, str]]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Stranger

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.command, headers))
        status, body = self.server.answers.pop(0)
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: object) -> None:
        """Tests print what matters."""


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    with Stranger() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def iclass_address(stranger: Stranger) -> tuple[str, str]:
    return f"http://127.0.0.1:{stranger.server_port}", "the key"


@pytest.mark.parametrize(
    "answer",
    [
        (200, b"<html>Mantenimiento</html>"),
        (201, b'{"state": "scheduled"}'),
        (201, b'{"workOrderNumber": "X-1", "state": "flying"}'),
        (302, b""),
        (401, b'{"error": {"code": "wrong_key"}}'),
        (403, b""),
        (408, b""),
        (503, b"\xff\xfe"),
    ],
    ids=lambda answer: f"{answer[0]} {answer[1].decode(errors='replace')}",
)
async def test_what_is_not_about_the_order_is_tried_again(
    stranger: Stranger,
    iclass_address: tuple[str, str],
    a_request: ARequest,
    make_calls: MakeCalls,
    emitted_types: Types,
    answer: Answer,
) -> None:
    order_id = await a_request()
    stranger.answers = [answer, (404, b"{}"), (201, MADE)]

    await make_calls()
    assert await emitted_types(order_id) == []
    await make_calls()

    assert await emitted_types(order_id) == ["dispatch-confirmed"]
    assert [method for method, _ in stranger.asked] == ["POST", "GET", "POST"]
    first, _, second = (headers for _, headers in stranger.asked)
    assert first["authorization"] == "Bearer the key"
    assert first["idempotency-key"] == second["idempotency-key"]


async def test_a_refusal_without_words_is_still_one(
    stranger: Stranger,
    iclass_address: tuple[str, str],
    a_request: ARequest,
    make_calls: MakeCalls,
    bridge: Bridge,
) -> None:
    await a_request()
    stranger.answers = [(422, b"no")]

    await make_calls()

    (event,) = await bridge.emitted()
    assert (event.type, event.data["reason"]) == ("bridge.dispatch-refused.v1", "HTTP 422")


async def test_another_orders_number_is_not_taken(
    stranger: Stranger,
    iclass_address: tuple[str, str],
    a_request: ARequest,
    make_calls: MakeCalls,
    emitted_types: Types,
) -> None:
    first, second = await a_request(), await a_request()
    stranger.answers = [(201, MADE), (201, MADE)]

    await make_calls()

    told = sorted([await emitted_types(first), await emitted_types(second)])
    assert told == [["dispatch-confirmed"], ["dispatch-refused"]]


async def test_nobody_there_is_tried_again(
    stranger: Stranger,
    iclass_address: tuple[str, str],
    a_request: ARequest,
    make_calls: MakeCalls,
    bridge: Bridge,
) -> None:
    await a_request()
    stranger.server_close()

    await make_calls()

    (call,) = await bridge.rows("select state, last_error from kernel_call")
    assert call["state"] == "waiting"
    assert call["last_error"].startswith("no answer: ")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [(None, None), ("7", 7), (" 7 ", 7), ("999999", 3600), ("soon", None), ("-5", None)],
)
def test_a_pause_is_asked_for_in_seconds(header: str | None, seconds: Any) -> None:
    assert pause_asked_for(header) == seconds


def test_a_pause_is_asked_for_by_date() -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    past = format_datetime(datetime.now(UTC) - timedelta(seconds=60), usegmt=True)

    assert 50 < (pause_asked_for(until) or 0) <= 60
    assert pause_asked_for(past) == 0
