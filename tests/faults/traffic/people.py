"""Operators, supervisors and technicians: they bring a share of the contacts to their end."""

import asyncio
import time
from typing import Any

from tests.faults.run import Run
from tests.faults.traffic.field import Field
from tests.faults.traffic.hands import Abandoned, Document, Hands, Order

from local_stack.demo.api import Person
from local_stack.demo.day.items import Channel
from local_stack.demo.play import words

_ICLASS_TYPE = "VIS-TEC"
_TALK_EVERY = 3


class People:
    """Takes contacts that are offered, so many a second. What goes wrong is a complaint."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._field = Field(run)
        self._offers: asyncio.Queue[tuple[str, Channel]] = asyncio.Queue()
        self._cases: set[asyncio.Task[None]] = set()

    def offer(self, contact_id: str, channel: Channel) -> None:
        """A contact waits."""
        self._offers.put_nowait((contact_id, channel))

    async def work(self, stop: asyncio.Event) -> None:
        """Ends when no new case shall begin and all are at their end, or given up."""
        watching = asyncio.create_task(self._field.watch())
        try:
            await self._begin_cases(stop)
            await asyncio.gather(*self._cases)
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _begin_cases(self, stop: asyncio.Event) -> None:
        number, due = 0, time.monotonic()
        while not stop.is_set():
            due = max(due + 1 / self._run.shape.cases, time.monotonic())
            if not self._offers.empty():
                number += 1
                task = asyncio.create_task(self._handle(number, *self._offers.get_nowait()))
                self._cases.add(task)
                task.add_done_callback(self._cases.discard)
            await asyncio.sleep(due - time.monotonic())

    async def _handle(self, number: int, contact_id: str, channel: Channel) -> None:
        case = Case(self._run, self._field, number)
        try:
            if channel == "inquiry":
                await case.answer(contact_id)
            else:
                await case.attend(contact_id)
        except Abandoned as error:
            self._run.complaints.append(str(error))


class Case:
    """One contact, from being taken to being closed."""

    def __init__(self, run: Run, field: Field, number: int) -> None:
        self._field = field
        self._number = number
        self._hands = Hands(run, f"{run.name}-case{number}")
        self._operator: Person = words.one_of(run.cast.operators, number)
        self._supervisor: Person = words.one_of(run.cast.supervisors, number)

    async def answer(self, contact_id: str) -> None:
        """An inquiry: taken and finished."""
        await self._take(contact_id)
        outcome = self._hands.words(words.one_of(words.OUTCOMES, self._number), "finish-contact")
        await self._tell(
            "finish-contact",
            f"/api/v1/contacts/{contact_id}/finish",
            "intake.contact-finished.v1",
            {"outcome": outcome},
        )

    async def attend(self, contact_id: str) -> None:
        """A call or a chat: a ticket comes of it, often an order, and at last a mail."""
        await self._take(contact_id)
        contact = f"/api/v1/contacts/{contact_id}"
        detail = await self._see(contact, lambda d: d["contact"]["ticket_id"], "a ticket")
        ticket = f"/api/v1/tickets/{detail['contact']['ticket_id']}"
        me = self._operator.account_id
        found = await self._see(ticket, lambda d: _owner(d) == me, "it given to its taker")
        comment = self._hands.words(words.one_of(words.COMMENTS, self._number), "comment")
        entry = {"kind": "comment", "visibility": "internal", "body": comment}
        await self._tell(
            "comment", f"{ticket}/entries", "tickets.ticket-entry-added.v1", entry, "body"
        )
        if found["customer"] and found["customer"]["id"] and self._number % _TALK_EVERY:
            await self._visit(found["id"])
        resolution = self._hands.words(words.one_of(words.RESOLUTIONS, self._number), "finish")
        finish = {"resolution": resolution}
        await self._tell("finish", f"{ticket}/finish", "tickets.ticket-finished.v1", finish)
        self._operator = self._supervisor
        closing = {"closing_text": self._hands.words(words.CLOSINGS[0], "close")}
        await self._tell("close", f"{ticket}/close", "tickets.ticket-closed.v1", closing)

    async def _take(self, contact_id: str) -> None:
        path = f"/api/v1/contacts/{contact_id}/take"
        event = ("intake.contact-taken.v1", "contact_id", contact_id)
        await self._hands.do(self._operator, Order("take", path, None, *event))

    async def _visit(self, ticket_id: str) -> None:
        description = self._hands.words(words.one_of(words.WORK, self._number), "order")
        body = {"ticket_id": ticket_id, "description": description}
        opened = "orders.order-opened.v1"
        order = await self._tell("order", "/api/v1/orders", opened, body, "description")
        path = f"/api/v1/orders/{order['id']}"
        event = ("orders.order-dispatch-requested.v1", "order_id", order["id"])
        request = {"iclass_order_type": _ICLASS_TYPE}
        await self._hands.do(self._operator, Order("dispatch", f"{path}/dispatch", request, *event))
        await self._field.visit(order["id"], self._number)
        await self._see(path, lambda d: d["state"] == "finished", "the order finished")

    async def _tell(
        self, kind: str, path: str, event: str, body: dict[str, Any], field: str = ""
    ) -> Document:
        """A deed whose own words are its trace."""
        field = field or next(iter(body))
        return await self._hands.do(
            self._operator, Order(kind, path, body, event, field, body[field])
        )

    async def _see(self, path: str, there: Any, what: str) -> Document:
        return await self._hands.see(self._operator, path, there, what)


def _owner(ticket: Document) -> str | None:
    owner: dict[str, Any] = ticket["assigned_to"] or {}
    return owner.get("account_id")
