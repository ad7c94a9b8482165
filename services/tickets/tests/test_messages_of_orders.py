"""A ticket shows where its orders stand, whatever came first and whatever it is itself."""

from collections.abc import Sequence
from datetime import date, time
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.orders import (
    OrderCancelledV1,
    OrderFinishedV1,
    OrderOpenedV1,
    OrderRescheduledV1,
    OrderReturnedV1,
    OrderSlotBookedV1,
    OrderStartedV1,
    Slot,
)
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]


def opened(order_id: UUID, ticket_id: str, version: int = 1) -> StoredRecord:
    event = OrderOpenedV1(
        order_id=order_id,
        number=41,
        ticket_id=UUID(ticket_id),
        ticket_number=1,
        area="technical",
        description="Revisar la acometida.",
        order_type="technical-service",
    )
    return record_of(event, key=order_id, version=version)


def started(order_id: UUID, ticket_id: str, version: int = 2) -> StoredRecord:
    event = OrderStartedV1(order_id=order_id, ticket_id=UUID(ticket_id))
    return record_of(event, key=order_id, version=version)


def rescheduled(order_id: UUID, ticket_id: str, version: int = 3) -> StoredRecord:
    event = OrderRescheduledV1(
        order_id=order_id, ticket_id=UUID(ticket_id), reason="No estaba.", source="iclass"
    )
    return record_of(event, key=order_id, version=version)


def booked(order_id: UUID, ticket_id: str, version: int = 4, day: int = 5) -> StoredRecord:
    event = OrderSlotBookedV1(
        order_id=order_id,
        ticket_id=UUID(ticket_id),
        slot=Slot(day=date(2026, 3, day), start=time(9), end=time(12)),
        attempt=2,
        in_iclass=True,
        booked_by=None,
    )
    return record_of(event, key=order_id, version=version)


def returned(order_id: UUID, ticket_id: str, version: int = 5) -> StoredRecord:
    event = OrderReturnedV1(
        order_id=order_id, ticket_id=UUID(ticket_id), reason="Sin acceso.", source="iclass"
    )
    return record_of(event, key=order_id, version=version)


def finished(order_id: UUID, ticket_id: str, version: int = 7) -> StoredRecord:
    event = OrderFinishedV1(
        order_id=order_id,
        ticket_id=UUID(ticket_id),
        resolution="Se cambió el conector.",
        closed_via="iclass",
        closed_by="Téc. Ramos",
        in_iclass=True,
    )
    return record_of(event, key=order_id, version=version)


def cancelled(order_id: UUID, ticket_id: str, version: int = 2) -> StoredRecord:
    event = OrderCancelledV1(
        order_id=order_id,
        ticket_id=UUID(ticket_id),
        reason="Duplicada.",
        in_iclass=False,
        cancelled_by=None,
    )
    return record_of(event, key=order_id, version=version)


async def orders_of(tickets: Tickets, ticket_id: str, headers: Headers) -> Sequence[Any]:
    answer = await tickets.client.get(f"/api/v1/tickets/{ticket_id}", headers=headers)
    orders: list[Any] = answer.json()["orders"]
    return orders


async def test_a_ticket_shows_its_orders_as_they_are(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """A11, A12."""
    ticket_id, order_id = (await open_ticket())["id"], uuid4()
    for record, state, label in (
        (opened(order_id, ticket_id), "open", "Abierto"),
        (started(order_id, ticket_id), "in_progress", "En Progreso"),
        (rescheduled(order_id, ticket_id), "reschedule", "Reprogramar"),
        (booked(order_id, ticket_id), "open", "Abierto"),
        (returned(order_id, ticket_id), "open", "Abierto"),
        (started(order_id, ticket_id, version=6), "in_progress", "En Progreso"),
        (finished(order_id, ticket_id), "finished", "Finalizado"),
    ):
        await tickets.deliver([record])
        [order] = await orders_of(tickets, ticket_id, supervisor)
        assert (order["state"], order["state_label"]) == (state, label)

    assert order["number"] == 41
    assert order["description"] == "Revisar la acometida."
    assert order["resolution"] == "Se cambió el conector."
    assert (order["slot_day"], order["slot_start"]) == ("2026-03-05", "09:00:00")


async def test_orders_live_on_when_their_ticket_is_closed(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """A13, A59, X06: closing counts them, and shows what becomes of them afterwards."""
    ticket_id, order_id, other = (await open_ticket())["id"], uuid4(), uuid4()
    await tickets.deliver(
        [
            opened(order_id, ticket_id),
            opened(other, ticket_id),
            cancelled(other, ticket_id),
        ]
    )
    url = f"/api/v1/tickets/{ticket_id}"
    for step, body in (
        ("assign", {"area": "support"}),
        ("finish", {"resolution": "Derivado."}),
        ("close", {"closing_text": "Un técnico lo visitará."}),
    ):
        answer = await tickets.client.post(f"{url}/{step}", json=body, headers=supervisor)
        assert answer.status_code == 200, answer.text
    closed = (await tickets.emitted())[-1]
    assert closed.type == "tickets.ticket-closed.v1"
    assert closed.data["open_order_count"] == 1

    await tickets.deliver([started(order_id, ticket_id)])
    states = {o["id"]: o["state"] for o in await orders_of(tickets, ticket_id, supervisor)}
    assert states == {str(order_id): "in_progress", str(other): "cancelled"}


async def test_an_order_may_come_before_its_ticket(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    contact_id, order_id = uuid4(), uuid4()
    ticket = await open_ticket(contact_id=str(contact_id))
    elsewhere = str(uuid4())
    await tickets.deliver([opened(order_id, ticket["id"]), opened(uuid4(), elsewhere)])

    assert len(await orders_of(tickets, ticket["id"], supervisor)) == 1
    assert len(await tickets.rows("select 1 from orders")) == 2


async def test_news_of_an_order_gives_the_same_picture_in_any_order(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """Quarantined news comes late; replayed news comes twice."""
    ticket_id = (await open_ticket())["id"]
    for order in permutations((opened, started, booked, finished)):
        order_id = uuid4()
        news = [tell(order_id, ticket_id) for tell in order]
        for record in (*news, news[0]):
            await tickets.deliver([record])

    rows = await tickets.rows(
        "select distinct version, state, number, description, resolution, slot_day from orders"
    )
    assert rows == [
        {
            "version": 7,
            "state": "finished",
            "number": 41,
            "description": "Revisar la acometida.",
            "resolution": "Se cambió el conector.",
            "slot_day": date(2026, 3, 5),
        }
    ]


async def test_the_last_of_several_slots_counts(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    ticket_id, order_id = (await open_ticket())["id"], uuid4()
    await tickets.deliver(
        [
            booked(order_id, ticket_id, version=6, day=9),
            booked(order_id, ticket_id, version=4, day=5),
        ]
    )

    [order] = await orders_of(tickets, ticket_id, supervisor)
    assert order["slot_day"] == "2026-03-09"
