"""A customer may have services in several cities: the ticket is about the one they named (A06)."""

from typing import Any
from uuid import uuid4

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerChangedV1
from contracts.intake import ContactTakenV1
from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]


def customer_in_rosario(customer_id: object) -> StoredRecord:
    contract = {
        "contract_id": uuid4(),
        "number": "S-1",
        "plan": "Fibra 300",
        "state": "active",
        "address": "San Martín 100",
        "city": "Rosario",
        "node": "ROS-N01",
    }
    event = CustomerChangedV1.model_validate(
        {
            "customer_id": customer_id,
            "number": "C-1",
            "name": "Carla Gómez",
            "kind": "person",
            "national_id_kind": "DNI",
            "national_id": "30111222",
            "phones": ["+5493417654321"],
            "emails": [],
            "language": "es",
            "contracts": [contract],
        }
    )
    return record_of(event, key=customer_id)


async def told_and_shown(tickets: Tickets, headers: dict[str, str], **said: Any) -> set[Any]:
    contact_id, customer_id = uuid4(), uuid4()
    taken = ContactTakenV1(
        contact_id=contact_id,
        channel="call",
        account_id=uuid4(),
        account_name="Ana",
        waited_seconds=1,
        customer_id=customer_id,
        **said,
    )
    await tickets.deliver([customer_in_rosario(customer_id)])
    await tickets.deliver([record_of(taken, key=contact_id, version=2)])

    registered, _ = await tickets.emitted()
    place = f"/api/v1/tickets/{ticket_id_for(contact_id)}"
    shown = (await tickets.client.get(place, headers=headers)).json()
    return {registered.data["city"], shown["city"]}


async def test_the_city_somebody_names_is_the_ticket_s(
    tickets: Tickets, supervisor: dict[str, str]
) -> None:
    assert await told_and_shown(tickets, supervisor, city="Córdoba") == {"Córdoba"}


async def test_without_one_it_is_the_city_of_the_customer(
    tickets: Tickets, supervisor: dict[str, str]
) -> None:
    assert await told_and_shown(tickets, supervisor) == {"Rosario"}
