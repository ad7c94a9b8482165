"""A body that does not come is given up; one that comes slowly but surely is read to its end."""

import asyncio
from typing import Any

import pytest
from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from chassis.slow_bodies import LEAST_BYTES_PER_SECOND, Message, SlowBodies

SCOPE = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}


async def _read(scope: Any, receive: Any, send: Any) -> None:
    """Answers with the size of the body, or that it never came."""
    request = Request(scope, receive)
    size = sum([len(chunk) async for chunk in request.stream()])
    await Response(str(size))(scope, receive, send)


async def _size_of(chunks: list[bytes], *, ends: bool, patience: float) -> Any:
    waiting = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    if ends:
        waiting[-1]["more_body"] = False
    sent: list[Message] = []

    async def receive() -> Message:
        if waiting:
            return waiting.pop(0)
        await asyncio.Event().wait()
        raise AssertionError("nobody sets it")

    async def send(message: Message) -> None:
        sent.append(message)

    await SlowBodies(_read, patience)(dict(SCOPE), receive, send)
    return sent[-1]["body"]


async def test_a_body_that_comes_is_read() -> None:
    assert await _size_of([b"a" * 70_000, b"b"], ends=True, patience=5) == b"70001"


async def test_a_body_that_stops_is_given_up() -> None:
    with pytest.raises(ClientDisconnect):
        await _size_of([b"abc"], ends=False, patience=0.05)


async def test_every_piece_buys_time_for_the_next() -> None:
    piece = b"x" * LEAST_BYTES_PER_SECOND

    assert await _size_of([piece] * 3, ends=True, patience=1) == str(3 * len(piece)).encode()
