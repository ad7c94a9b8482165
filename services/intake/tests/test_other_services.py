"""What `directory` and `tickets` tell."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.tickets import TicketClosedV1, TicketRegisteredV1

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def contacts(intake: Harness[Any]) -> list[dict[str, Any]]:
    return await intake.rows("select * from contact order by external_id")


async def test_a_customer_told_late_is_found_by_the_contacts_that_wait(
    intake: Harness[Any], channels: Any, customers: Any
) -> None:
    """Topics have no order among them."""
    await channels.new_call(dni="30.111.222")
    await channels.inquiry()
    customer_id = await customers.exists()

    rows = await contacts(intake)
    assert {row["customer_id"] for row in rows} == {customer_id}
    assert {row["customer_city"] for row in rows} == {"Rosario"}
    linked = [e for e in await intake.emitted() if e.type == "intake.contact-linked.v1"]
    assert [event.sequence for event in linked] == [2, 2]


async def test_of_two_customers_with_one_national_id_none_is_chosen(
    intake: Harness[Any], channels: Any, customers: Any
) -> None:
    await customers.exists()
    await customers.exists()
    await channels.new_call(dni="30111222")

    (row,) = await contacts(intake)
    assert (row["customer_id"], row["screen"]) == (None, "calls")


async def test_the_newest_state_of_a_customer_stays(intake: Harness[Any], customers: Any) -> None:
    customer_id = uuid4()
    newer = customers.changed(customer_id=customer_id, name="Nueva", cities=["Funes", "Funes"])
    older = customers.changed(customer_id=customer_id, name="Vieja")
    for batch in ([(newer, 3), (older, 2)], [(older, 2)]):
        await intake.deliver([record_of(e, key=customer_id, version=v) for e, v in batch])

    assert await intake.rows("select name, cities, version from customer") == [
        {"name": "Nueva", "cities": ["Funes"], "version": 3}
    ]


def registered(ticket_id: UUID, contact_id: UUID | None, number: int = 7) -> StoredRecord:
    event = TicketRegisteredV1(
        ticket_id=ticket_id,
        number=number,
        title="Sin internet",
        description="",
        area="support",
        registered_at=NOON,
        contact_id=contact_id,
    )
    return record_of(event, key=ticket_id)


def closed(ticket_id: UUID) -> StoredRecord:
    event = TicketClosedV1(
        ticket_id=ticket_id,
        number=7,
        title="Sin internet",
        closing_text="Listo",
        open_order_count=0,
        closed_by=None,
    )
    return record_of(event, key=ticket_id, version=2)


async def test_the_desk_shows_the_first_ticket_of_a_contact(
    intake: Harness[Any], channels: Any
) -> None:
    contact_id, ticket_id = await channels.missed_call(), uuid4()
    await intake.deliver([registered(ticket_id, contact_id), registered(uuid4(), contact_id, 8)])
    await intake.deliver([registered(uuid4(), None), registered(uuid4(), uuid4())])

    (row,) = await contacts(intake)
    assert (row["ticket_id"], row["ticket_number"]) == (ticket_id, 7)


async def test_with_its_ticket_a_contact_is_closed(intake: Harness[Any], channels: Any) -> None:
    contact_id, ticket_id = await channels.missed_call(), uuid4()
    await intake.deliver([registered(ticket_id, contact_id), closed(ticket_id), closed(uuid4())])
    await intake.deliver([closed(ticket_id)])

    (row,) = await contacts(intake)
    assert (row["state"], row["outcome"]) == ("closed", "ticket-closed")
    events = await intake.emitted()
    assert [event.sequence for event in events] == [1, 2, 3]
    assert events[-1].data["cause"] == "ticket-closed"
