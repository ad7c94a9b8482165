"""A POST that is sent twice with the same Idempotency-Key is done once and answered twice alike."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel

from chassis.database import Driver, delete_some
from chassis.errors import Invalid
from chassis.policies import actor_of
from chassis.transactions import Tx

HEADER = "Idempotency-Key"
_LONGEST_KEY = 200

_CLAIM = """
insert into kernel_idempotency (key, actor, route, request_hash) values ($1, $2, $3, $4)
on conflict do nothing returning key
"""

_READ = """
select request_hash, status, body from kernel_idempotency
where key = $1 and actor = $2 and route = $3
"""

_REMEMBER = """
update kernel_idempotency set status = $4, body = $5
where key = $1 and actor = $2 and route = $3
"""

_FORGET = """
delete from kernel_idempotency where ctid = any(array(
  select ctid from kernel_idempotency where created_at < now() - interval '2 days' limit $1))
"""


class KeyReused(Invalid):
    """The key was used before with another request."""

    code = "idempotency-key-reused"


class Once:
    """The request's key, if it has one. Use inside the transaction of the effect."""

    def __init__(self, key: str | None, request: Request, request_hash: bytes) -> None:
        self._key = key
        self._request = request
        self._hash = request_hash

    async def answer(
        self, tx: Tx, status: int, work: Callable[[], Awaitable[BaseModel]]
    ) -> Response:
        """Do the work, or answer as it was answered before."""
        earlier = await self.claim(tx)
        return await self.remember(tx, status, await work()) if earlier is None else earlier

    async def claim(self, tx: Tx) -> Response | None:
        """How it was answered before, if it was.

        A second request with the same key waits for the first to commit; if the first rolled
        back, the second does the work.
        """
        if self._key is None:
            return None
        connection = await tx.driver()
        if await connection.fetchval(_CLAIM, *self._where(), self._hash):
            return None
        row = await connection.fetchrow(_READ, *self._where())
        if row is None or row["request_hash"] != self._hash:
            raise self.reused()
        return _response(row["status"], row["body"])

    async def remember(self, tx: Tx, status: int, answer: BaseModel) -> Response:
        """What the work has returned, now and whenever it is claimed again."""
        if self._key is not None:
            again = self.again(answer).model_dump_json(by_alias=True).encode()
            await (await tx.driver()).execute(_REMEMBER, *self._where(), status, again)
        return _response(status, answer.model_dump_json(by_alias=True).encode())

    def place(self) -> str:
        """Where the key holds."""
        return f"{self._request.method} {self._request.url.path}"

    def again(self, answer: BaseModel) -> BaseModel:
        """What a second time is told."""
        return answer

    def reused(self) -> Invalid:
        """Why another request with the same key is refused."""
        return KeyReused("This Idempotency-Key belongs to another request.")

    def _where(self) -> tuple[str | None, str, str]:
        return self._key, actor_of(self._request), self.place()


_Key = Annotated[
    str | None,
    Header(
        alias=HEADER,
        # Not checked by the framework: what is wrong with a key has a code of its own.
        json_schema_extra={"minLength": 1, "maxLength": _LONGEST_KEY},
        description="1 to 200 characters. The same request with the same key is done once and"
        " answered alike, for two days.",
    ),
]


async def _once(request: Request, key: _Key = None) -> Once:
    if key is not None and not 0 < len(key) <= _LONGEST_KEY:
        raise Invalid("An Idempotency-Key has 1 to 200 characters.", code="wrong-idempotency-key")
    digest = hashlib.sha256(await request.body()).digest()
    return Once(key, request, digest)


def _response(status: int, body: bytes) -> Response:
    return Response(body, status_code=status, media_type="application/json")


async def forget(connection: Driver) -> bool:
    """Drop answers nobody will ask for again; whether there may be more."""
    return await delete_some(connection, _FORGET)


IdempotentPost = Annotated[Once, Depends(_once)]
