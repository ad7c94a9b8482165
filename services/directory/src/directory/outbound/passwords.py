"""Passwords as Argon2id hashes: 64 MiB and a fifth of a second each, so only a few at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pwdlib import PasswordHash

from chassis.errors import Unavailable

AT_ONCE = 2
PATIENCE_SECONDS = 30.0

# Nobody's: checking against it takes as long as checking against somebody's.
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$BNQ7CgjcNCIu3onQl15uyA"
    "$Zj1WZ9uAbaO5Tj7tPBkDGHvwNTn9gP/lir6GWVhu1XM"
)


class Argon2Passwords:
    """The port `Passwords`."""

    def __init__(
        self, *, patience: float = PATIENCE_SECONDS, hasher: PasswordHash | None = None
    ) -> None:
        self._hasher = hasher or PasswordHash.recommended()
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._patience = patience

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._patience):
                await self._slots.acquire()
        except TimeoutError as error:
            raise Unavailable("Too many people log in at once.", code="busy") from error
        try:
            yield
        finally:
            self._slots.release()

    async def hash(self, password: str) -> str:
        async with self.turn():
            return await asyncio.to_thread(self._hasher.hash, password)

    async def verify(self, password: str, password_hash: str | None) -> bool:
        kept = password_hash or NOBODY
        is_right = await asyncio.to_thread(self._hasher.verify, password, kept)
        return is_right and password_hash is not None
