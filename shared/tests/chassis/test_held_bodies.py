"""Strangers cannot fill the memory with bodies, nor keep usual requests out by trying."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from fastapi import Request
from pydantic import BaseModel

from chassis.body_bounds import LARGEST_BODY
from chassis.held_bodies import MOST_HELD, USUAL_BODY
from chassis_testing.bare_api import bare_api
from chassis_testing.waiting import until

CHUNK = b" " * (64 << 10)
HOLDERS = MOST_HELD // LARGEST_BODY
LONG = 8 * LARGEST_BODY


class Note(BaseModel):
    """What a usual route reads."""

    text: str


class Crowd:
    """An application, and those who have sent nearly all of their bodies to it."""

    def __init__(self) -> None:
        self.app = bare_api("crowd")
        self.goes_on = asyncio.Event()
        self.sent = 0
        self.app.post("/note")(_keep)
        self.app.post("/file", max_body_size=LONG)(_work_off)
        transport = httpx2.ASGITransport(app=self.app)
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://crowd")

    async def stalling(self) -> AsyncIterator[bytes]:
        """The largest body; its last byte waits."""
        for _ in range(LARGEST_BODY // len(CHUNK) - 1):
            self.sent += len(CHUNK)
            yield CHUNK
        self.sent += len(CHUNK) - 2
        yield CHUNK[:-2]
        await self.goes_on.wait()
        yield b"{}"

    async def is_full(self) -> bool:
        """Whether all holders have sent what they will send for now."""
        return self.sent == HOLDERS * (LARGEST_BODY - 2)


async def _keep(note: Note) -> int:
    return len(note.text)


async def _pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // len(CHUNK)):
        yield CHUNK


async def _work_off(request: Request) -> int:
    return sum([len(chunk) async for chunk in request.stream()])


@pytest.fixture
async def full() -> AsyncIterator[Crowd]:
    """Whatever may be held is held."""
    crowd = Crowd()
    async with crowd.client as client, asyncio.TaskGroup() as group:
        for _ in range(HOLDERS):
            group.create_task(client.post("/note", content=crowd.stalling()))
        await until(crowd.is_full)
        yield crowd
        crowd.goes_on.set()


def _note(size: int) -> dict[str, Any]:
    return {"text": "x" * size}


async def test_more_is_refused_at_once_and_asked_for_later(full: Crowd) -> None:
    for path in ("/note", "/file"):
        answer = await full.client.post(path, json=_note(10 * USUAL_BODY))

        assert (answer.status_code, answer.json()["code"]) == (503, "busy"), path
        assert answer.headers["retry-after"] == "1"


async def test_usual_requests_go_on(full: Crowd) -> None:
    answers = [await full.client.post("/note", json=_note(USUAL_BODY - 50)) for _ in range(20)]

    assert {answer.status_code for answer in answers} == {200}


async def test_what_is_answered_is_no_longer_held() -> None:
    crowd = Crowd()
    async with crowd.client as client:
        for _ in range(2 * HOLDERS):
            answer = await client.post("/note", json=_note(LARGEST_BODY - 50))
            assert answer.status_code == 200


async def test_files_that_come_slowly_leave_the_room_to_others() -> None:
    """Twice as many as could be held whole, each with more of it than a usual body may have."""
    crowd = Crowd()
    half_way: list[None] = []

    async def slowly() -> AsyncIterator[bytes]:
        async for piece in _pieces(LARGEST_BODY + len(CHUNK)):
            yield piece
        half_way.append(None)
        await crowd.goes_on.wait()
        yield b"x"

    async def are_half_way() -> bool:
        return len(half_way) == 2 * HOLDERS

    async with crowd.client as client, asyncio.TaskGroup() as group:
        slow = [
            group.create_task(client.post("/file", content=slowly())) for _ in range(2 * HOLDERS)
        ]
        await until(are_half_way)
        answer = await client.post("/note", json=_note(LARGEST_BODY - 50))
        crowd.goes_on.set()

    assert answer.status_code == 200
    assert {each.result().status_code for each in slow} == {200}


async def test_files_that_are_worked_off_may_be_larger_together_than_what_is_held() -> None:
    """Imports take hundreds of MiB; together more than anything could hold."""
    crowd = Crowd()
    async with crowd.client as client:
        files = (client.post("/file", content=_pieces(LONG)) for _ in range(HOLDERS))
        answers = await asyncio.gather(*files)

    assert HOLDERS * LONG > MOST_HELD
    assert {(answer.status_code, answer.text) for answer in answers} == {(200, str(LONG))}
