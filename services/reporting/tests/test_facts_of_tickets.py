"""What each event says about its ticket."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from chassis.contract import Contract
from contracts import tickets

if TYPE_CHECKING:
    from services.reporting.tests.conftest import Life, World

KEY, ANA, LUIS = UUID(int=7), UUID(int=1), UUID(int=2)
START = datetime(2026, 11, 20, 12, tzinfo=UTC)

REGISTERED = tickets.TicketRegisteredV1(
    ticket_id=KEY,
    number=5,
    title="t",
    description="d",
    area="support",
    registered_at=START,
    category="TV",
    priority="high",
    city="Cali",
)
ASSIGNED = tickets.TicketAssignedV1(
    ticket_id=KEY, area="technical", account_id=LUIS, account_name="Luis"
)
STARTED = tickets.TicketStartedV1(ticket_id=KEY)
FINISHED = tickets.TicketFinishedV1(ticket_id=KEY, resolution="r", finished_by=LUIS)
CLOSED = tickets.TicketClosedV1(
    ticket_id=KEY, number=5, title="t", closing_text="c", open_order_count=0, closed_by=ANA
)
CASES: list[tuple[list[Contract], dict[str, Any]]] = [
    (
        [REGISTERED],
        {
            "number": 5,
            "registered_at": START,
            "category": "TV",
            "priority": "high",
            "city": "Cali",
            "area": "support",
            "assignee_id": None,
            "state": "registered",
            "finished_at": None,
        },
    ),
    (
        [REGISTERED, ASSIGNED],
        {
            "state": "assigned",
            "area": "technical",
            "assignee_id": LUIS,
            "assignee_name": "Luis",
        },
    ),
    (
        [REGISTERED, ASSIGNED, tickets.TicketAssignedV1(ticket_id=KEY, area="support")],
        {"state": "assigned", "area": "support", "assignee_id": None, "assignee_name": None},
    ),
    ([REGISTERED, ASSIGNED, STARTED], {"state": "in_progress", "assignee_id": LUIS}),
    (
        [
            REGISTERED,
            tickets.TicketCustomerLinkedV1(ticket_id=KEY, customer_id=ANA, city="Rosario"),
        ],
        {"city": "Rosario", "state": "registered"},
    ),
    (
        [REGISTERED, tickets.TicketCustomerLinkedV1(ticket_id=KEY, customer_id=ANA)],
        {"city": "Cali"},
    ),
    (
        [REGISTERED, tickets.TicketRecategorizedV1(ticket_id=KEY, category="slowness")],
        {"category": "slowness", "priority": "high", "state": "registered"},
    ),
    (
        [REGISTERED, ASSIGNED, FINISHED],
        {"state": "finished", "finished_at": START + timedelta(hours=2)},
    ),
    (
        [REGISTERED, ASSIGNED, FINISHED, CLOSED],
        {"state": "closed", "finished_at": START + timedelta(hours=2)},
    ),
    (
        [
            REGISTERED,
            FINISHED,
            tickets.TicketReopenedV1(ticket_id=KEY, reopened_by=ANA, reopen_count=1),
        ],
        {"state": "in_progress"},
    ),
    (
        [REGISTERED, tickets.TicketCancelledV1(ticket_id=KEY, reason="r", cancelled_by=ANA)],
        {"state": "cancelled"},
    ),
]


@pytest.mark.parametrize(
    ("events", "expected"),
    CASES,
    ids=["-".join(event.type.split(".")[1] for event in events) for events, _ in CASES],
)
async def test_an_event_changes_its_ticket(
    world: World, lived: Life, events: list[Contract], expected: dict[str, Any]
) -> None:
    await world.deliver(lived(KEY, START, events))

    (row,) = (await world.dump())["ticket"]

    assert {name: row[name] for name in expected} == expected
