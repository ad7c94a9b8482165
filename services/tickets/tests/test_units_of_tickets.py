"""When the unit is identified, its warranty and its contract are the ticket's (D14, D15)."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx2

from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerChangedV1, CustomerContract, CustomerUnit
from contracts.privacy import ErasureAskedV1
from contracts.ticket_units import TicketUnitKnownV1
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]
UNTIL = date(2027, 3, 31)


def customer(name: str, *serials: str, version: int = 1, until: date = UNTIL) -> Any:
    """Somebody with one contract and these units on it; and the record that tells of them."""
    identity, contract_id = UUID(int=sum(name.encode())), UUID(int=1000 + sum(name.encode()))
    contract = CustomerContract(
        contract_id=contract_id,
        number=f"K-{name}",
        plan="Fibra 300",
        state="active",
        address=f"Calle {name} 12",
        city="Córdoba",
        node="",
    )
    event = CustomerChangedV1(
        customer_id=identity,
        number=f"C-{name}",
        name=name,
        kind="person",
        national_id_kind="DNI",
        national_id="27888999",
        phones=[],
        emails=[],
        language="es",
        contracts=[contract],
        units=[
            CustomerUnit(
                serial=serial,
                item_number="ONT-4040",
                kind="ONT",
                warranty_until=until,
                contract_id=contract_id,
            )
            for serial in serials
        ],
    )
    return event, record_of(event, key=identity, version=version)


async def opened(tickets: Tickets, headers: Headers, customer_id: UUID | None = None) -> str:
    body: dict[str, Any] = {
        "area": "support",
        "category": "no-connection",
        "title": "Sin señal",
        "description": "Luz roja",
    }
    if customer_id is not None:
        body["customer_id"] = str(customer_id)
    answer = await tickets.client.post("/api/v1/tickets", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    identity: str = answer.json()["id"]
    return identity


async def identify(
    tickets: Tickets, headers: Headers, ticket_id: str, serial: str
) -> httpx2.Response:
    path = f"/api/v1/tickets/{ticket_id}/unit"
    return await tickets.client.post(
        path, json={"serial": serial}, headers=headers | {"Idempotency-Key": str(uuid4())}
    )


async def seen(tickets: Tickets, headers: Headers, ticket_id: str) -> dict[str, Any]:
    answer = await tickets.client.get(f"/api/v1/tickets/{ticket_id}", headers=headers)
    found: dict[str, Any] = answer.json()
    return found


async def test_a_serial_brings_warranty_and_contract_which_stay(
    tickets: Tickets, supervisor: Headers
) -> None:
    """What counted when it was identified stays, whatever the unit becomes later."""
    eva, record = customer("Eva", "SN-1")
    await tickets.deliver([record])
    ticket_id = await opened(tickets, supervisor, eva.customer_id)

    answer = await identify(tickets, supervisor, ticket_id, " sn-1 ")
    assert answer.status_code == 200, answer.text
    _, later = customer("Eva", "SN-1", version=2, until=date(2020, 1, 1))
    await tickets.deliver([later])

    ticket = await seen(tickets, supervisor, ticket_id)
    unit = ticket["unit"]
    assert (unit["serial"], unit["item_number"], unit["kind"]) == ("SN-1", "ONT-4040", "ONT")
    assert unit["warranty_until"] == "2027-03-31"
    assert ticket["contract_id"] == str(eva.contracts[0].contract_id)
    assert ticket["service_address"] == "Calle Eva 12"
    told = [e for e in await tickets.emitted() if e.type == TicketUnitKnownV1.type]
    assert [(e.data["serial"], e.data["warranty_until"]) for e in told] == [("SN-1", "2027-03-31")]


async def test_the_same_again_is_no_news_and_another_replaces_it(
    tickets: Tickets, supervisor: Headers
) -> None:
    eva, record = customer("Eva", "SN-1", "SN-2")
    await tickets.deliver([record])
    ticket_id = await opened(tickets, supervisor, eva.customer_id)

    for serial in ("SN-1", "SN-1", "SN-2"):
        assert (await identify(tickets, supervisor, ticket_id, serial)).status_code == 200

    told = [e for e in await tickets.emitted() if e.type == TicketUnitKnownV1.type]
    assert [event.data["serial"] for event in told] == ["SN-1", "SN-2"]
    assert (await seen(tickets, supervisor, ticket_id))["unit"]["serial"] == "SN-2"


async def test_whose_unit_it_is_decides_whose_ticket(tickets: Tickets, supervisor: Headers) -> None:
    """Nobody's ticket gets the owner; somebody else's is a contradiction for people to settle."""
    eva, first = customer("Eva", "SN-1", "SN-TWICE")
    leo, second = customer("Leo", "SN-9", "SN-TWICE")
    await tickets.deliver([first, second])
    nobodys = await opened(tickets, supervisor)
    evas = await opened(tickets, supervisor, eva.customer_id)

    twice = await identify(tickets, supervisor, nobodys, "SN-TWICE")
    linked = await identify(tickets, supervisor, nobodys, "SN-9")
    wrong = await identify(tickets, supervisor, evas, "SN-9")
    own = await identify(tickets, supervisor, evas, "SN-TWICE")
    unknown = await identify(tickets, supervisor, evas, "SN-NONE")

    assert (twice.status_code, twice.json()["code"]) == (409, "several-units")
    assert linked.status_code == own.status_code == 200
    assert (await seen(tickets, supervisor, nobodys))["customer"]["id"] == str(leo.customer_id)
    assert (wrong.status_code, wrong.json()["code"]) == (409, "unit-of-another-customer")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unit-not-found")


async def test_who_may_and_for_whom_it_is_forgotten(
    tickets: Tickets, supervisor: Headers, operator: Headers
) -> None:
    eva, record = customer("Eva", "SN-1")
    await tickets.deliver([record])
    ticket_id = await opened(tickets, supervisor, eva.customer_id)
    reader = await tickets.account("tickets.read")

    assert (await identify(tickets, reader, ticket_id, "SN-1")).status_code == 403
    assert (await identify(tickets, operator, ticket_id, "SN-1")).status_code == 200
    asked = ErasureAskedV1(request_id=uuid4(), customer_id=eva.customer_id, other_ids=[])
    await tickets.deliver([record_of(asked, key=eva.customer_id, version=None)])

    [row] = await tickets.rows("select unit_serial, warranty_until from tickets")
    assert row == {"unit_serial": "", "warranty_until": UNTIL}
