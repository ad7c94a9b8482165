"""A made-up month of a company, to be counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from chassis.contract import Contract
from chassis.records import StoredRecord
from contracts import bridge, intake, notifications, orders, tickets

if TYPE_CHECKING:
    from services.reporting.tests.conftest import Life

NOW = datetime.now(UTC).replace(microsecond=0)


Story = tuple[UUID, list[Contract]]


@pytest.fixture
def history(lived: Life) -> list[StoredRecord]:
    """Everything that happened in the month, thing after thing; the same in every test."""
    random = Random(1)  # noqa: S311
    made: list[StoredRecord] = []
    for number in range(1, 31):
        start = NOW - timedelta(hours=random.randrange(1, 900))
        for key, events in (
            _contact(random, start),
            _ticket(random, number, start),
            *_order_and_dispatch(random, number),
            _email(random),
        ):
            made += lived(key, start, events)
    return made


def _id(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128))


def _contact(random: Random, start: datetime) -> Story:
    """Received, perhaps taken, returned, taken again, ended."""
    key, account = _id(random), UUID(int=random.randrange(1, 4))
    channel = random.choice(["call", "chat", "inquiry"])
    taken = intake.ContactTakenV1(
        contact_id=key,
        channel=channel,
        account_id=account,
        account_name=f"Operador {account.int}",
        waited_seconds=float(random.randrange(600)),
    )
    events: list[Contract] = [
        intake.ContactReceivedV1(
            contact_id=key,
            channel=channel,
            source="pbx",
            external_id=str(key),
            state="live" if channel == "call" else "open",
            received_at=start,
            city=random.choice(["Córdoba", "Cali", None]),
        ),
        intake.ContactStateChangedV1(contact_id=key, channel=channel, state="open"),
        taken,
        intake.ContactReturnedV1(contact_id=key, account_id=account),
        taken.model_copy(update={"waited_seconds": 9_999.0}),
        intake.ContactFinishedV1(
            contact_id=key, channel=channel, account_id=account, outcome="listo"
        ),
    ]
    return key, events[: random.randrange(1, 7)]


def _ticket(random: Random, number: int, start: datetime) -> Story:
    """From registered to closed, or a part of that; some are reopened or cancelled."""
    key, account = _id(random), UUID(int=random.randrange(1, 4))
    registered = tickets.TicketRegisteredV1(
        ticket_id=key,
        number=number,
        title="t",
        description="d",
        area="support",
        registered_at=start,
        category=random.choice(["Internet", "TV", None]),
        priority=random.choice(["high", "medium", "low"]),
    )
    assigned = tickets.TicketAssignedV1(
        ticket_id=key,
        area="technical",
        account_id=random.choice([account, account, None]),
        account_name=f"Operador {account.int}",
    )
    finished = tickets.TicketFinishedV1(ticket_id=key, resolution="r", finished_by=account)
    closed = tickets.TicketClosedV1(
        ticket_id=key,
        number=number,
        title="t",
        closing_text="c",
        open_order_count=0,
        closed_by=account,
    )
    linked = tickets.TicketCustomerLinkedV1(ticket_id=key, customer_id=_id(random), city="Rosario")
    cancelled = tickets.TicketCancelledV1(ticket_id=key, reason="r", cancelled_by=account)
    reopened = tickets.TicketReopenedV1(ticket_id=key, reopened_by=account, reopen_count=1)
    started = tickets.TicketStartedV1(ticket_id=key)
    whole: list[Contract] = [registered, assigned, started, linked, finished, closed, reopened]
    whole += [finished, closed]
    if number % 10 == 0:
        return key, [registered, cancelled]
    return key, whole[: random.randrange(1, 10)]


def _order_and_dispatch(random: Random, number: int) -> tuple[Story, Story]:
    """The order, and on a topic of its own what Iclass says to it."""
    key, ticket_id = _id(random), _id(random)
    events: list[Contract] = [
        orders.OrderOpenedV1(
            order_id=key,
            number=number,
            ticket_id=ticket_id,
            ticket_number=number,
            area="technical",
            description="d",
            city="Cali",
        ),
        orders.OrderStartedV1(order_id=key, ticket_id=ticket_id),
        orders.OrderRescheduledV1(order_id=key, ticket_id=ticket_id, reason="r", source="iclass"),
        orders.OrderFinishedV1(
            order_id=key,
            ticket_id=ticket_id,
            resolution="r",
            closed_via="iclass",
            closed_by="x",
            in_iclass=False,
        ),
    ]
    refused = bridge.DispatchRefusedV1(order_id=key, reason="r")
    confirmed = bridge.DispatchConfirmedV1(order_id=key, work_order_number="W1")
    answers: list[Contract] = [refused, confirmed] if number % 3 == 0 else [confirmed]
    if number % 4 == 0:
        answers = [refused]
    return (key, answers), (key, events[: random.randrange(1, 5)])


def _email(random: Random) -> Story:
    """It had no address, got one and failed, and was sent after all; or a part of that."""
    key = _id(random)
    facts: dict[str, Any] = {"email_id": key, "template": "ticket-closed", "ticket_id": None}
    events: list[Contract] = [
        notifications.EmailUnaddressedV1(**facts),
        notifications.EmailFailedV1(**facts, reason="550"),
        notifications.EmailSentV1(**facts, attempts=2),
    ]
    return key, events[: random.randrange(1, 4)]
