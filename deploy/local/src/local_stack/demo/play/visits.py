"""The field: technicians look into their app, drive, work, and tell the app what they did."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from local_stack.demo.api import Unexpected
from local_stack.demo.play import words
from local_stack.demo.play.feed import Event
from local_stack.demo.play.ledger import HandledOrder
from local_stack.demo.play.stage import Stage

_APP = "/iclass/api/app/technicians"
_LOOK_SECONDS = 0.3
_DRIVE, _WORK = 1_500.0, 2_400.0


@dataclass(frozen=True)
class OnApp:
    """A work order as it stands in somebody's app."""

    technician: str
    number: str
    state: str


class Field:
    """Technicians' apps, and what they do with the orders the player is interested in."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._seen: dict[str, tuple[float, OnApp]] = {}
        self._waiting = 0

    async def watch(self) -> None:
        """The apps fetch for as long as somebody waits for an order; until cancelled."""
        answer = await self._stage.web.send("GET", _APP)
        technicians = [each["id"] for each in answer.expect("list of technicians")]
        while True:
            if self._waiting:
                await asyncio.gather(*(self._fetch(each) for each in technicians))
            # As apps do: what is new in the field system is told to nobody but the app that asks.
            await asyncio.sleep(_LOOK_SECONDS)

    async def visit(self, order: HandledOrder, *, fails_first: bool, case: int) -> None:
        """From the app's first sight of the order to the order being finished by itself."""
        on_app = await self.delivered(order)
        await self._stage.pace.rest(_DRIVE)
        await self._do(on_app, "en-route")
        await self._told(order, "orders.order-started.v1")
        if fails_first:
            await self._reschedule(order, on_app, case)
            on_app = await self.delivered(order)
            await self._stage.pace.rest(_DRIVE)
            await self._do(on_app, "en-route")
        await self._do(on_app, "on-site")
        await self._follow_up(order, on_app, case)
        await self._stage.pace.rest(_WORK)
        repair = words.one_of(words.REPAIRS, case)
        await self._do(on_app, "complete", {"resolution": repair})
        finished = await self._told(order, "orders.order-finished.v1")
        order.state = "finished"
        self._stage.ledger.check(
            (finished.data["resolution"], finished.data["closed_via"]) == (repair, "iclass"),
            f"order {order.number} did not finish with what the technician wrote",
        )

    async def delivered(self, order: HandledOrder) -> OnApp:
        """The order, once it is in somebody's app. An app that was asked before may tell late what
        it showed then."""
        begun_at = time.monotonic()

        def look() -> OnApp | None:
            asked_at, found = self._seen.get(order.order_id, (0.0, None))
            is_new = asked_at >= begun_at
            return found if is_new and found and found.state == "delivered" else None

        self._waiting += 1
        try:
            found = await self._stage.feed.until(look, f"order {order.number} in an app")
        finally:
            self._waiting -= 1
        order.work_order = found.number
        return found

    async def _fetch(self, technician: str) -> None:
        asked_at = time.monotonic()
        answer = await self._stage.web.send("GET", f"{_APP}/{technician}/orders")
        for each in answer.expect(f"orders of {technician}"):
            on_app = OnApp(technician, each["workOrderNumber"], each["state"])
            self._seen[each["externalReference"]] = asked_at, on_app

    async def _do(self, on_app: OnApp, deed: str, body: dict[str, Any] | None = None) -> None:
        path = f"{_APP}/{on_app.technician}/orders/{on_app.number}/{deed}"
        answer = await self._stage.web.send("POST", path, json=body)
        if not answer.ok:
            raise Unexpected(f"{deed} of {on_app.number}: {answer.status} {answer.body}")

    async def _follow_up(self, order: HandledOrder, on_app: OnApp, case: int) -> None:
        text = words.one_of(words.FOLLOW_UPS, case)
        await self._do(on_app, "follow-up", {"text": text})
        told = await self._told(order, "orders.order-follow-up-added.v1")
        order.follow_ups += 1
        self._stage.ledger.check(
            (told.data["body"], told.data["source"]) == (text, "iclass"),
            f"order {order.number} shows another follow-up than the technician wrote",
        )

    async def _reschedule(self, order: HandledOrder, on_app: OnApp, case: int) -> None:
        """The visit fails; a technician books another one in Tero, and Iclass hears of it."""
        reason = words.one_of(words.REASONS, case)
        await self._do(on_app, "reschedule", {"reason": reason})
        await self._told(order, "orders.order-rescheduled.v1")
        await self._in_state(order, "reschedule")
        day = date.today() + timedelta(days=1 + case % 5)  # noqa: DTZ011 - a day of the company's
        slot = {"day": day.isoformat(), "start": "09:00", "end": "12:00"}
        technician = words.one_of(self._stage.cast.technicians, case)
        path = f"/api/v1/orders/{order.order_id}/slots"
        answer = await self._stage.post(technician, path, slot)
        answer.expect(f"a new slot for order {order.number}")
        order.rescheduled += 1
        await self._in_state(order, "open")

    async def _in_state(self, order: HandledOrder, state: str) -> None:
        path = f"/api/v1/orders/{order.order_id}"
        detail = (await self._stage.cast.technicians[0].get(path)).expect("an order")
        self._stage.ledger.check(
            detail["state"] == state,
            f"order {order.number} is {detail['state']} instead of {state}",
        )

    async def _told(self, order: HandledOrder, kind: str) -> Event:
        return await self._stage.feed.until(
            lambda: self._stage.feed.of(order.order_id, kind), f"{kind} of order {order.number}"
        )
