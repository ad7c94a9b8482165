"""How people get things done while half of it is broken: they look again, and say it again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx2
from tests.faults.ledger import Deed
from tests.faults.run import Run, backing_off
from tests.faults.traffic.doors import PATIENCE

from local_stack.demo.api import Answer, Person, Unexpected

_UNCERTAIN = frozenset({0, 408, 425, 429, 500, 502, 503, 504})
# One service may not have heard yet what another has answered already.
_NOT_YET = frozenset({401, 403, 404})
_NOT_YET_CODES = frozenset(
    {"concurrent-update", "order-lacks-data", "unknown-customer", "unknown-ticket"}
)
NO_ANSWER = Answer(0, None)

Document = dict[str, Any]


class Abandoned(Exception):
    """It could not be done before everybody gave up, or it was refused."""


@dataclass(frozen=True)
class Order:
    """What somebody wants done: where, how, and by which event others will hear of it."""

    kind: str
    path: str
    body: Document | None
    event: str
    field: str
    value: str


class Hands:
    """What a case is done with. Every deed has one key, however often it is said."""

    def __init__(self, run: Run, case: str) -> None:
        self._run = run
        self._case = case

    def words(self, text: str, kind: str) -> str:
        """The text, marked so that it can be told from the same text of another case."""
        return f"{text} [{self._case}-{kind}]"

    async def do(self, person: Person, order: Order) -> Document:
        """Done, once; raises Abandoned."""
        run, key, pause = self._run, f"{self._case}-{order.kind}", backing_off()
        traces = (order.event, order.field, order.value)
        run.ledger.did(Deed(key, order.kind, order.path, *traces))
        while True:
            answer = await _patiently(lambda: person.post(order.path, order.body, key=key))
            if answer.ok:
                result = answer.body.get("id")
                run.ledger.acked(key, str(result) if result else None)
                return dict(answer.body)
            if answer.status in _UNCERTAIN:
                run.ledger.unanswered(key, f"{answer.status} {answer.code}")
            elif answer.status not in _NOT_YET and answer.code not in _NOT_YET_CODES:
                run.ledger.refused(key, answer.code)
                raise Abandoned(f"{key} was refused: {answer.status} {answer.code}")
            if run.is_over:
                raise Abandoned(f"{key} was never answered: {answer.status} {answer.code}")
            await run.pause(pause())

    async def see(
        self, person: Person, path: str, there: Callable[[Document], bool], what: str
    ) -> Document:
        """The document, once it is as it should be; raises Abandoned."""
        pause = backing_off(0.2, 1.0)
        while True:
            answer = await _patiently(lambda: person.get(path))
            if answer.ok and there(answer.body):
                return dict(answer.body)
            if self._run.is_over:
                raise Abandoned(f"{self._case} never saw {what} at {path}: {answer.status}")
            await self._run.pause(pause())


async def _patiently(ask: Callable[[], Any]) -> Answer:
    try:
        async with asyncio.timeout(PATIENCE):
            answer: Answer = await ask()
    except (httpx2.HTTPError, TimeoutError, ValueError, Unexpected):
        return NO_ANSWER
    return answer
