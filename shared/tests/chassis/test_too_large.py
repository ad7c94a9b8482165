"""Who sends too much is told so, and not cut off while still talking."""

import json
from typing import Any

import pytest
from fastapi import APIRouter, Request

from chassis.body_bounds import LARGEST_BODY
from chassis.http import add_routes
from chassis_testing.bare_api import bare_api

CHUNK = 64 << 10


class Talker:
    """A client that says how much it will send, sends it, and notes when the answer began."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.left_at_answer: int | None = None
        self.status = 0
        self.body = b""

    async def receive(self) -> dict[str, Any]:
        """The next chunk."""
        chunk = b" " * min(CHUNK, self.left)
        self.left -= len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": self.left > 0}

    async def send(self, message: Any) -> None:
        """A part of the answer."""
        if message["type"] == "http.response.start":
            self.left_at_answer, self.status = self.left, message["status"]
        self.body += message.get("body", b"")


async def told(size: int, length: int | None, bound: int | None = None) -> Talker:
    app, router = bare_api("ear"), APIRouter(max_body_size=bound)

    @router.post("/ear")
    async def hear(request: Request) -> int:
        return len(await request.body())

    add_routes(app, router)
    headers = [] if length is None else [(b"content-length", str(length).encode())]
    scope = {
        "type": "http", "http_version": "1.1", "method": "POST", "path": "/ear", "scheme": "http",
        "raw_path": b"/ear", "query_string": b"", "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("ear", 80),
    }  # fmt: skip
    talker = Talker(size)
    await app(scope, talker.receive, talker.send)
    return talker


@pytest.mark.parametrize("length_is_told", [True, False])
async def test_what_is_refused_is_heard_to_its_end(length_is_told: bool) -> None:
    size = LARGEST_BODY + 10 * CHUNK
    talker = await told(size, size if length_is_told else None)

    assert (talker.status, json.loads(talker.body)["code"]) == (413, "body-too-large")
    assert talker.left_at_answer == 0


async def test_nobody_is_listened_to_for_ever() -> None:
    size = 5 * LARGEST_BODY
    talker = await told(size, size)

    assert talker.status == 413
    assert talker.left_at_answer


async def test_what_is_just_small_enough_is_taken() -> None:
    talker = await told(LARGEST_BODY, LARGEST_BODY)

    assert (talker.status, talker.body) == (200, str(LARGEST_BODY).encode())


async def test_the_bound_that_is_told_is_that_of_the_address() -> None:
    usual = await told(LARGEST_BODY + 1, LARGEST_BODY + 1)
    larger = await told((3 << 20) + 1, None, 3 << 20)
    smaller = await told((4 << 10) + 1, (4 << 10) + 1, 4 << 10)

    for talker, bound in ((usual, LARGEST_BODY), (larger, 3 << 20), (smaller, 4 << 10)):
        assert talker.status == 413
        assert f"have {bound} bytes" in json.loads(talker.body)["detail"]
