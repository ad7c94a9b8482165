"""Who may not send a body is refused before it is read, and not cut off while still talking."""

import json
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid4

import pytest
from fastapi import Depends, FastAPI, Request
from joserfc.jwk import KeySet
from pydantic import BaseModel, BeforeValidator

from chassis.authentication import TokenAuthentication
from chassis.body_bounds import LARGEST_BODY
from chassis.policies import PUBLIC, Actor, AnyAccount, needs
from chassis.tokens import issue
from chassis_testing.bare_api import bare_api
from chassis_testing.harness import SigningKeys, make_signing_keys

CHUNK = 64 << 10
MALFORMED = b"{" * 100
KEY = b"tero_of_another_system"
HUGE = LARGEST_BODY + 10 * CHUNK


class Door:
    """Routes with three policies, an account that may not what one of them asks for, and what was
    ever parsed. One route reads the body before its policy is declared."""

    def __init__(self, keys: SigningKeys) -> None:
        self.parsed: list[Any] = []
        self.keys_looked_up = 0
        self.clock = [0.0]
        self._keys = keys
        self._actor = Actor(
            uuid4(), "ana", "Ana", "operator", frozenset(), frozenset({"a.b"}), None
        )
        self.app = self._routes(bare_api("door"))
        self.app.state.authenticate = TokenAuthentication(
            KeySet([keys.private]), self._find, self._holder_of, lambda: self.clock[0]
        )

    def _routes(self, app: FastAPI) -> FastAPI:
        class Note(BaseModel):
            text: Annotated[str, BeforeValidator(self._note)]

        @app.post("/any")
        async def take_from_anybody_known(note: Note, _: AnyAccount) -> int:
            return len(note.text)

        @app.post("/some", dependencies=[needs("c.d")])
        async def take_from_some(note: Note) -> int:
            return len(note.text)

        async def read(request: Request) -> bytes:
            return await request.body()

        @app.post("/reading", dependencies=[Depends(read), needs("c.d")])
        async def take_what_was_read() -> int:
            return 0

        @app.post("/all", dependencies=[PUBLIC])
        async def take_from_all(note: Note) -> int:
            return len(note.text)

        return app

    def _note(self, value: Any) -> Any:
        self.parsed.append(value)
        return value

    async def _find(self, account_id: UUID, _: UUID) -> Actor | None:
        return self._actor if account_id == self._actor.account_id else None

    async def _holder_of(self, key: str) -> Actor | None:
        """One key is known, and for five seconds."""
        self.keys_looked_up += 1
        return self._actor if key == KEY.decode() and self.clock[0] < 5 else None

    async def send(
        self, path: str, body: bytes, token: bytes | None = None, seconds: float = 0.0
    ) -> "Told":
        """One request, its body in chunks, its length told; each chunk takes so many seconds."""
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        if token is not None:
            headers.append((b"authorization", b"Bearer " + token))
        scope = {
            "type": "http", "http_version": "1.1", "method": "POST", "path": path,
            "scheme": "http", "raw_path": path.encode(), "query_string": b"", "root_path": "",
            "headers": headers, "client": ("127.0.0.1", 1), "server": ("door", 80),
        }  # fmt: skip
        told = Told(body)

        async def receive() -> dict[str, Any]:
            self.clock[0] += seconds
            return await told.receive()

        await self.app(scope, receive, told.send)
        return told

    @property
    def token(self) -> bytes:
        """Of the account."""
        account_id = self._actor.account_id
        return issue(
            self._keys.private, account_id=account_id, session_id=uuid4(), seconds=60
        ).encode()


class Told:
    """A client that notes how much it had left to send when its answer began."""

    def __init__(self, body: bytes) -> None:
        self._left = body
        self.left_at_answer = -1
        self.status = 0
        self._body = b""

    @property
    def code(self) -> str:
        """That of the problem document."""
        code: str = json.loads(self._body)["code"]
        return code

    async def receive(self) -> dict[str, Any]:
        """The next chunk."""
        chunk, self._left = self._left[:CHUNK], self._left[CHUNK:]
        return {"type": "http.request", "body": chunk, "more_body": bool(self._left)}

    async def send(self, message: Any) -> None:
        """A part of the answer."""
        if message["type"] == "http.response.start":
            self.left_at_answer, self.status = len(self._left), message["status"]
        self._body += message.get("body", b"")


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(make_signing_keys(tmp_path))


@pytest.mark.parametrize("path", ["/any", "/some", "/reading"])
@pytest.mark.parametrize("body", [MALFORMED, b" " * HUGE, b'{"text": "good"}', b""])
@pytest.mark.parametrize(
    ("token", "code"), [(None, "token-required"), (b"no token", "invalid-token")]
)
async def test_a_strangers_body_is_neither_read_nor_judged(
    door: Door, path: str, body: bytes, token: bytes | None, code: str
) -> None:
    told = await door.send(path, body, token)

    assert (told.status, told.code) == (401, code)
    assert told.left_at_answer == 0
    assert door.parsed == []


@pytest.mark.parametrize("body", [MALFORMED, b" " * HUGE, b'{"text": "good"}'])
async def test_who_lacks_the_permission_is_told_that_and_nothing_of_the_body(
    door: Door, body: bytes
) -> None:
    told = await door.send("/some", body, door.token)

    assert (told.status, told.code) == (403, "forbidden")
    assert told.left_at_answer == 0
    assert door.parsed == []


async def test_a_stranger_is_not_listened_to_for_ever(door: Door) -> None:
    told = await door.send("/any", b" " * 5 * LARGEST_BODY)

    assert (told.status, told.code) == (401, "token-required")
    assert told.left_at_answer > 0


async def test_what_is_wrong_with_a_body_is_told_to_who_may_send_it(door: Door) -> None:
    assert (await door.send("/any", MALFORMED, door.token)).code == "malformed-json"
    assert (await door.send("/any", b" " * HUGE, door.token)).code == "body-too-large"
    assert (await door.send("/all", MALFORMED)).code == "malformed-json"
    assert door.parsed == []

    assert (await door.send("/any", b'{"text": "good"}', door.token)).status == 200
    assert (await door.send("/all", b'{"text": "good"}')).status == 200
    assert door.parsed == ["good", "good"]


@pytest.mark.parametrize(
    ("seconds", "lookups", "status"), [(0.0, 1, 200), (0.6, 1, 200), (2.0, 2, 200), (9.0, 2, 401)]
)
async def test_a_key_is_looked_up_once_for_a_request_unless_its_body_takes_long(
    door: Door, seconds: float, lookups: int, status: int
) -> None:
    """And one that was revoked while the body came is refused after it."""
    told = await door.send("/any", b'{"text": "good"}', KEY, seconds)

    assert (told.status, door.keys_looked_up) == (status, lookups)
