"""A command that logs in logs out again; only a token that was asked for goes on being good."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from chassis_testing.operator import tero

ANSWERS = {
    "POST /api/v1/session": (201, b'{"access_token": "the-token"}'),
    "DELETE /api/v1/session": (204, b""),
}
NOT_FOUND = (404, b'{"code": "not-found", "detail": "No such thing."}')


class Gateway:
    """Remembers what it was asked, with whose token."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.address = ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := (await reader.readuntil(b"\r\n\r\n")).decode():
            request, *lines = head.split("\r\n")
            headers = dict(line.lower().split(": ", 1) for line in lines if line)
            await reader.readexactly(int(headers.get("content-length", 0)))
            name = request.rsplit(" ", 1)[0].partition("?")[0]
            self.asked.append((name, headers.get("authorization")))
            status, body = ANSWERS.get(name, NOT_FOUND)
            writer.write(
                b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                % (status, len(body), body)
            )


@pytest_asyncio.fixture
async def gateway() -> AsyncIterator[Gateway]:
    found = Gateway()
    server = await asyncio.start_server(found.answer, "127.0.0.1", 0)
    found.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield found
    server.close()


@pytest.fixture
def login(tmp_path: Path, gateway: Gateway) -> tuple[str, ...]:
    """As options."""
    file = tmp_path / "password"
    file.write_text("a password")
    return ("--gateway", gateway.address, "--login", "ana", "--password-file", str(file))


async def test_a_session_ends_with_its_command_also_a_refused_one(
    gateway: Gateway, login: tuple[str, ...]
) -> None:
    said = await tero("outbox", "tickets", *login)

    assert said.code == 1
    assert gateway.asked[0] == ("POST /api/v1/session", None)
    assert gateway.asked[-1] == ("DELETE /api/v1/session", "bearer the-token")


async def test_a_token_that_was_asked_for_goes_on(gateway: Gateway, login: tuple[str, ...]) -> None:
    said = await tero("token", *login)

    assert (said.code, said.out) == (0, "the-token\n")
    assert [name for name, _ in gateway.asked] == ["POST /api/v1/session"]


async def test_somebody_elses_token_is_not_ended(gateway: Gateway) -> None:
    await tero("outbox", "tickets", "--gateway", gateway.address, TERO_TOKEN="theirs")

    assert "DELETE /api/v1/session" not in [name for name, _ in gateway.asked]
