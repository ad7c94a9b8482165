"""What everybody who acts has at hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx2

from local_stack.demo.api import Answer, Person, Web
from local_stack.demo.data.customers import Customer
from local_stack.demo.day.items import Day
from local_stack.demo.day.wire import Playing
from local_stack.demo.installation import Installation
from local_stack.demo.play.feed import Feed
from local_stack.demo.play.ledger import Ledger
from local_stack.demo.play.pace import Pace
from local_stack.demo.play.silence import NO_ANSWER, sentence

# One service may not have heard yet what another has answered already.
_NOT_YET = frozenset({0, 404, 502, 503, 504})
_NOT_YET_CODES = frozenset({"concurrent-update", "order-lacks-data", "unknown-customer"})
_PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Cast:
    """Who acts, logged in. Technicians here are accounts of Tero, not of the field system."""

    admin: Person
    operators: tuple[Person, ...]
    supervisors: tuple[Person, ...]
    technicians: tuple[Person, ...]


@dataclass(frozen=True)
class Stage:
    """One playing. `customers` are by their ids in Tero."""

    installation: Installation
    web: Web
    feed: Feed
    ledger: Ledger
    pace: Pace
    playing: Playing
    day: Day
    cast: Cast
    customers: Mapping[str, Customer]

    @asynccontextmanager
    async def complaining(self, what: str) -> AsyncIterator[None]:
        """Whoever is not answered inside gives up: that is a complaint, and stops nobody else."""
        try:
            yield
        except NO_ANSWER as error:
            self.ledger.complaints.append(sentence(what, error))

    async def get(self, person: Person, path: str, **params: Any) -> Answer:
        """Somebody looks at something, again where it is not there yet."""
        return await self.insist(lambda: person.get(path, **params))

    async def post(self, person: Person, path: str, body: Any = None) -> Answer:
        """Somebody does something once, however often it has to be said."""
        key = str(uuid4())
        return await self.insist(lambda: person.post(path, body, key=key))

    async def insist(self, do: Callable[[], Awaitable[Answer]]) -> Answer:
        """Does it again, at every news and with growing pauses, while there is no answer or one
        that says that something is not known yet; the last answer."""
        clock = asyncio.get_running_loop().time
        deadline, pause = clock() + _PATIENCE_SECONDS, 0.02
        while True:
            try:
                answer = await do()
            except httpx2.HTTPError as error:
                answer = Answer(0, {"code": type(error).__name__})
            wait = answer.status in _NOT_YET or answer.code in _NOT_YET_CODES
            if not wait or clock() > deadline:
                return answer
            self.ledger.retries[answer.code or str(answer.status)] += 1
            await self.feed.something_new(pause)
            pause = min(pause * 1.5, 0.5)
