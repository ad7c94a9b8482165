"""Technicians: their apps fetch orders as long as somebody waits, and report what they do."""

import asyncio
from typing import Any

from tests.faults.run import Run, backing_off
from tests.faults.traffic.doors import NoAnswer, asked
from tests.faults.traffic.hands import Abandoned

from local_stack.demo.play import words

_APP = "/iclass/api/app/technicians"
_LOOK_SECONDS = 0.5
_CONFLICT = 409


class Field:
    """All technicians. What they did is in the journal of the field system, not in the ledger."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._waiting: dict[str, asyncio.Future[tuple[str, str]]] = {}

    async def watch(self) -> None:
        """The apps fetch, until cancelled."""
        technicians = [each["id"] for each in await self._get(_APP)]
        while True:
            if self._waiting:
                await asyncio.gather(*(self._fetch(each) for each in technicians))
            await asyncio.sleep(_LOOK_SECONDS)

    async def visit(self, order_id: str, case: int) -> None:
        """From the first sight of the order to the end of the work; raises Abandoned."""
        technician, number = await self._delivered(order_id)
        place = f"{_APP}/{technician}/orders/{number}"
        await self._do(f"{place}/en-route")
        await self._do(f"{place}/on-site")
        await self._do(f"{place}/follow-up", {"text": words.one_of(words.FOLLOW_UPS, case)})
        repair = words.one_of(words.REPAIRS, case)
        await self._do(f"{place}/complete", {"resolution": repair})

    async def _delivered(self, order_id: str) -> tuple[str, str]:
        """Who has the order in their app, and under which number."""
        found = self._waiting.setdefault(order_id, asyncio.get_running_loop().create_future())
        try:
            while not found.done():
                await asyncio.wait([found], timeout=_LOOK_SECONDS)
                if self._run.is_over and not found.done():
                    raise Abandoned(f"order {order_id} never came to an app")
            return found.result()
        finally:
            self._waiting.pop(order_id, None)

    async def _fetch(self, technician: str) -> None:
        for each in await self._get(f"{_APP}/{technician}/orders"):
            waits = self._waiting.get(each["externalReference"])
            if waits is not None and not waits.done():
                waits.set_result((technician, each["workOrderNumber"]))

    async def _get(self, path: str) -> list[Any]:
        try:
            answer = await asked(self._run.web, "GET", path)
        except NoAnswer:
            return []
        return list(answer.body) if answer.ok else []

    async def _do(self, path: str, body: dict[str, Any] | None = None) -> None:
        pause = backing_off()
        while True:
            try:
                answer = await asked(self._run.web, "POST", path, json=body)
            except NoAnswer:
                pass
            else:
                # Refused in this state: an earlier attempt, which nobody answered, did it.
                if answer.ok or answer.status == _CONFLICT:
                    return
            if self._run.is_over:
                raise Abandoned(f"nobody answered at {path}")
            await self._run.pause(pause())
