"""What everybody who acts has at hand."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass

from local_stack.demo.api import Answer, Person, Web
from local_stack.demo.data.customers import Customer
from local_stack.demo.day.items import Day
from local_stack.demo.day.wire import Playing
from local_stack.demo.installation import Installation
from local_stack.demo.play.feed import Feed
from local_stack.demo.play.ledger import Ledger
from local_stack.demo.play.pace import Pace

# One service may not have heard yet what another has answered already.
_NOT_YET = frozenset({404, 502, 503})
_NOT_YET_CODES = frozenset({"concurrent-update", "order-lacks-data", "unknown-customer"})
_PATIENCE_SECONDS = 30.0


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

    async def insist(
        self, do: Callable[[], Awaitable[Answer]], *, while_: Collection[str] = ()
    ) -> Answer:
        """Does it again, at every news and with growing pauses, while the answer says that
        something is not known yet, or has one of the codes `while_`; the last answer."""
        clock = asyncio.get_running_loop().time
        deadline, pause = clock() + _PATIENCE_SECONDS, 0.02
        while True:
            answer = await do()
            wait = answer.status in _NOT_YET or answer.code in _NOT_YET_CODES.union(while_)
            if not wait or clock() > deadline:
                return answer
            self.ledger.retries[answer.code or str(answer.status)] += 1
            await self.feed.something_new(pause)
            pause = min(pause * 1.5, 0.5)
