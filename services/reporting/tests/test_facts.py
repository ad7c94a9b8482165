"""What each event says about its contact, order, dispatch or e-mail."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from chassis.contract import Contract
from contracts import bridge, intake, notifications, orders

if TYPE_CHECKING:
    from services.reporting.tests.conftest import Life, World

KEY, ANA = UUID(int=7), UUID(int=1)
START = datetime(2026, 11, 20, 12, tzinfo=UTC)
CONTACT: dict[str, Any] = {"contact_id": KEY, "channel": "call"}
ORDER: dict[str, Any] = {"order_id": KEY, "ticket_id": UUID(int=8)}
EMAIL: dict[str, Any] = {"email_id": KEY, "template": "ticket-closed", "ticket_id": None}

RECEIVED = intake.ContactReceivedV1(
    **CONTACT, source="pbx", external_id="1", state="live", received_at=START, city="Cali"
)
TAKEN = intake.ContactTakenV1(**CONTACT, account_id=ANA, account_name="Ana", waited_seconds=12.5)
OPENED = orders.OrderOpenedV1(
    **ORDER, number=6, ticket_number=5, area="technical", description="d", city="Cali"
)
RESCHEDULED = orders.OrderRescheduledV1(**ORDER, reason="r", source="iclass")
SLOT = orders.Slot(day=START.date(), start=time(8), end=time(12))

CASES: list[tuple[str, list[Contract], dict[str, Any]]] = [
    (
        "contact",
        [RECEIVED],
        {"channel": "call", "city": "Cali", "received_at": START, "state": "live"},
    ),
    (
        "contact",
        [RECEIVED, intake.ContactStateChangedV1(**CONTACT, state="open")],
        {"state": "open", "taken_at": None},
    ),
    (
        "contact",
        [RECEIVED, TAKEN],
        {
            "state": "live",
            "taken_at": START + timedelta(hours=1),
            "taken_by": ANA,
            "taken_by_name": "Ana",
            "waited_seconds": 12.5,
        },
    ),
    (
        "contact",
        [RECEIVED, intake.ContactFinishedV1(**CONTACT, account_id=ANA, outcome="x")],
        {"state": "closed"},
    ),
    (
        "service_order",
        [OPENED],
        {"number": 6, "opened_at": START, "area": "technical", "city": "Cali", "state": "open"},
    ),
    ("service_order", [OPENED, orders.OrderStartedV1(**ORDER)], {"state": "in_progress"}),
    ("service_order", [OPENED, RESCHEDULED], {"state": "reschedule"}),
    (
        "service_order",
        [
            OPENED,
            RESCHEDULED,
            orders.OrderSlotBookedV1(
                **ORDER, slot=SLOT, attempt=1, in_iclass=False, booked_by=None
            ),
        ],
        {"state": "open"},
    ),
    (
        "service_order",
        [
            OPENED,
            orders.OrderStartedV1(**ORDER),
            orders.OrderReturnedV1(**ORDER, reason="r", source="iclass"),
        ],
        {"state": "open"},
    ),
    (
        "service_order",
        [
            OPENED,
            orders.OrderFinishedV1(
                **ORDER, resolution="r", closed_via="iclass", closed_by="x", in_iclass=False
            ),
        ],
        {"state": "finished"},
    ),
    (
        "service_order",
        [
            OPENED,
            orders.OrderCancelledV1(**ORDER, reason="r", in_iclass=False, cancelled_by=ANA),
        ],
        {"state": "cancelled"},
    ),
    (
        "dispatch",
        [bridge.DispatchConfirmedV1(order_id=KEY, work_order_number="W")],
        {"state": "confirmed", "decided_at": START},
    ),
    ("dispatch", [bridge.DispatchRefusedV1(order_id=KEY, reason="r")], {"state": "refused"}),
    (
        "email",
        [notifications.EmailSentV1(**EMAIL, attempts=1)],
        {"state": "sent", "settled_at": START},
    ),
    ("email", [notifications.EmailFailedV1(**EMAIL, reason="550")], {"state": "failed"}),
    ("email", [notifications.EmailUnaddressedV1(**EMAIL)], {"state": "unaddressed"}),
]


@pytest.mark.parametrize(
    ("table", "events", "expected"),
    CASES,
    ids=[f"{table}-{'-'.join(e.type.split('.')[1] for e in events)}" for table, events, _ in CASES],
)
async def test_an_event_changes_its_row(
    world: World, lived: Life, table: str, events: list[Contract], expected: dict[str, Any]
) -> None:
    await world.deliver(lived(KEY, START, events))

    (row,) = (await world.dump())[table]

    assert {name: row[name] for name in expected} == expected


async def test_topics_of_one_order_may_overtake_each_other(world: World, lived: Life) -> None:
    """Iclass may answer before the order itself was read; neither waits for the other."""
    confirmed = bridge.DispatchConfirmedV1(order_id=KEY, work_order_number="W")

    await world.deliver(lived(KEY, START, [confirmed]))
    await world.deliver(lived(KEY, START, [OPENED]))

    report = await world.get("summary")
    assert (report["dispatches"]["confirmed"], report["orders"]["opened"]) == (1, 1)
