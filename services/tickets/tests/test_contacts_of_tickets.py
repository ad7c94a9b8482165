"""What the desk does with the ticket of a contact: joined, opened anew, derived, ended."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerChangedV1
from contracts.intake import ContactFinishedV1, ContactTakenV1
from contracts.intake_tickets import (
    ContactDerivedV1,
    ContactServiceChosenV1,
    ContactTicketChosenV1,
)
from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]

ANA = {"account_id": uuid4(), "account_name": "Ana"}
LEO: dict[str, Any] = {"account_id": uuid4(), "account_name": "Leo"}


def taken(contact_id: UUID, version: int = 2, **fields: Any) -> StoredRecord:
    event = ContactTakenV1(
        **{"contact_id": contact_id, "channel": "call", "waited_seconds": 1.0, **ANA, **fields}
    )
    return record_of(event, key=contact_id, version=version)


def chosen(contact_id: UUID, ticket_id: UUID, version: int = 3, **fields: Any) -> StoredRecord:
    known = {"contact_id": contact_id, "ticket_id": ticket_id, "channel": "call", "is_new": False}
    event = ContactTicketChosenV1(**{**known, **ANA, **fields})
    return record_of(event, key=contact_id, version=version)


def derived(
    contact_id: UUID, ticket_id: UUID, version: int = 4, who: dict[str, Any] = LEO
) -> StoredRecord:
    event = ContactDerivedV1(
        contact_id=contact_id, ticket_id=ticket_id, area="technical", note="Sin señal.", **who
    )
    return record_of(event, key=contact_id, version=version)


def ended(
    contact_id: UUID, ticket_id: UUID, resolution: str | None = None, **fields: Any
) -> StoredRecord:
    known = {"contact_id": contact_id, "ticket_id": ticket_id, "channel": "call"}
    said = {"outcome": "Atendido", "resolution": resolution}
    event = ContactFinishedV1(**{**known, **said, **ANA, **fields})
    return record_of(event, key=contact_id, version=9)


async def ticket(tickets: Tickets, ticket_id: UUID) -> dict[str, Any]:
    return next(
        row for row in await tickets.rows("select * from tickets") if row["id"] == ticket_id
    )


async def lines(tickets: Tickets, ticket_id: UUID) -> list[tuple[str, str]]:
    rows = await tickets.rows("select ticket_id, kind, body from timeline order by position")
    return [(row["kind"], row["body"]) for row in rows if row["ticket_id"] == ticket_id]


@pytest.fixture
async def first(tickets: Tickets) -> UUID:
    """The ticket of an earlier call, which Leo has."""
    contact_id = uuid4()
    await tickets.deliver([taken(contact_id, **LEO)])
    return ticket_id_for(contact_id)


async def test_a_contact_joins_a_ticket_and_its_own_is_a_duplicate(
    tickets: Tickets, first: UUID
) -> None:
    """D28, X11: one more event there, and what taking it had opened ends without a word."""
    contact_id = uuid4()
    own = ticket_id_for(contact_id)
    await tickets.deliver([taken(contact_id, name="Carla", summary="¿Cuándo vienen?")])

    said = chosen(contact_id, first, name="Carla", reason="visit", reason_label="Visita")
    await tickets.deliver([said])

    joined, superseded = await ticket(tickets, first), await ticket(tickets, own)
    assert (joined["account_name"], joined["state"]) == ("Ana", "assigned")
    assert superseded["state"] == "cancelled"
    told = (await lines(tickets, first))[-2:]
    assert told == [
        ("contact_linked", "Llamada de Carla\nVisita"),
        ("assigned", "support: Ana"),
    ]
    assert (await lines(tickets, own))[-1] == (
        "cancelled",
        f"Duplicado del ticket {joined['number']}.",
    )
    cancelled = (await tickets.emitted())[-1]
    assert (cancelled.type, cancelled.data["duplicate_of"]) == (
        "tickets.ticket-cancelled.v1",
        str(first),
    )


async def test_work_somebody_has_begun_stays_with_them(
    tickets: Tickets, first: UUID, supervisor: Headers
) -> None:
    path = f"/api/v1/tickets/{first}"
    await tickets.client.post(f"{path}/start", headers=supervisor)
    contact_id = uuid4()

    await tickets.deliver([taken(contact_id, ticket_id=first)])

    row = await ticket(tickets, first)
    assert (row["account_name"], row["state"]) == ("Leo", "in_progress")
    assert (await lines(tickets, first))[-1][0] == "contact_linked"
    assert len(await tickets.rows("select 1 from tickets")) == 1


async def test_what_another_area_has_stays_there(tickets: Tickets, first: UUID) -> None:
    await tickets.deliver([derived(uuid4(), first)])

    await tickets.deliver([taken(uuid4(), ticket_id=first)])

    row = await ticket(tickets, first)
    assert (row["area"], row["account_id"]) == ("technical", None)


async def test_a_contact_whose_holder_is_to_choose_opens_nothing(
    tickets: Tickets, first: UUID
) -> None:
    """I02: what they choose then counts, also a new ticket."""
    contact_id, new = uuid4(), uuid4()
    before = len(await tickets.emitted())
    await tickets.deliver([taken(contact_id, opens_ticket=False)])
    assert len(await tickets.emitted()) == before

    await tickets.deliver([chosen(contact_id, new, is_new=True, reason="Otra cosa")])

    row = await ticket(tickets, new)
    assert (row["title"], row["contact_id"], row["account_name"]) == (
        "Otra cosa",
        contact_id,
        "Ana",
    )


async def test_who_changes_their_mind_leaves_no_contact_on_two_tickets(
    tickets: Tickets, first: UUID
) -> None:
    contact_id, new = uuid4(), uuid4()
    await tickets.deliver([taken(contact_id), chosen(contact_id, first)])
    await tickets.deliver([chosen(contact_id, new, version=4, is_new=True, reason="Otra cosa")])
    await tickets.deliver([taken(contact_id, version=6, **LEO)])

    assert (await ticket(tickets, first))["state"] == "assigned"
    row = await ticket(tickets, new)
    assert (row["state"], row["account_name"]) == ("assigned", "Leo")
    assert (await lines(tickets, first))[-1] == (
        "note",
        f"El contacto pasó al ticket {row['number']}.",
    )


async def test_a_ticket_that_ended_meanwhile_cannot_have_it(
    tickets: Tickets, first: UUID, supervisor: Headers
) -> None:
    """The desk is told which ticket has it instead."""
    cancel = {"reason": "Error"}
    path = f"/api/v1/tickets/{first}/cancel"
    assert (await tickets.client.post(path, json=cancel, headers=supervisor)).is_success
    contact_id = uuid4()
    await tickets.deliver([taken(contact_id), chosen(contact_id, first)])

    event = (await tickets.emitted())[-1]
    assert event.type == "tickets.ticket-contact-linked.v1"
    assert (event.data["ticket_id"], event.data["instead_of"]) == (
        str(ticket_id_for(contact_id)),
        str(first),
    )
    assert (await ticket(tickets, ticket_id_for(contact_id)))["state"] == "assigned"


async def test_a_duplicate_with_an_order_lives_on(tickets: Tickets, first: UUID) -> None:
    contact_id = uuid4()
    own = ticket_id_for(contact_id)
    await tickets.deliver([taken(contact_id)])
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into orders (order_id, ticket_id, version, state, changed_at)"
            " values ($1, $2, 1, 'open', now())",
            (uuid4(), own),
        )

    await tickets.deliver([chosen(contact_id, first)])

    assert (await ticket(tickets, own))["state"] == "assigned"


async def test_two_contacts_that_choose_each_others_tickets_end_well(tickets: Tickets) -> None:
    one, two = uuid4(), uuid4()
    await tickets.deliver([taken(one), taken(two)])
    await tickets.deliver([chosen(one, ticket_id_for(two)), chosen(two, ticket_id_for(one))])

    states = {(await ticket(tickets, ticket_id_for(each)))["state"] for each in (one, two)}
    assert states == {"assigned", "cancelled"}
    assert await tickets.rows("select 1 from kernel_parked_key") == []


async def test_a_derived_ticket_is_the_other_areas_and_nobodys(
    tickets: Tickets, first: UUID
) -> None:
    """C26, C27: once, however often it is told."""
    record = derived(uuid4(), first)
    await tickets.deliver([record, record])
    await tickets.deliver([record])

    row = await ticket(tickets, first)
    assert (row["area"], row["account_id"], row["state"]) == ("technical", None, "assigned")
    assert (await lines(tickets, first))[-2:] == [
        ("note", "Derivado a technical: Sin señal."),
        ("assigned", "technical"),
    ]


async def test_a_contact_that_ends_with_a_resolution_finishes_its_ticket(
    tickets: Tickets, first: UUID
) -> None:
    """C59: and it closes by itself some days later."""
    await tickets.deliver([ended(uuid4(), first, "Se reinició el puerto.", **LEO)])

    row = await ticket(tickets, first)
    assert (row["state"], row["resolution"]) == ("finished", "Se reinició el puerto.")
    assert ("note", "Contacto finalizado: Atendido") in await lines(tickets, first)
    (due,) = await tickets.rows("select subject, due_at - now() as wait from kernel_due")
    assert due["subject"] == str(first)
    assert due["wait"] > timedelta(days=14)


async def test_a_contact_that_ends_after_its_ticket_only_says_so(
    tickets: Tickets, first: UUID, supervisor: Headers
) -> None:
    body = {"resolution": "Listo"}
    path = f"/api/v1/tickets/{first}/finish"
    assert (await tickets.client.post(path, json=body, headers=supervisor)).is_success
    await tickets.deliver([ended(uuid4(), first, "Otra", outcome="Ya estaba", **LEO)])

    assert (await ticket(tickets, first))["resolution"] == "Listo"
    assert [body for _, body in (await lines(tickets, first))[-2:]] == [
        "Contacto finalizado: Ya estaba",
        "Otra",
    ]


async def test_a_ticket_knows_its_service_and_the_only_unit_there(
    tickets: Tickets, supervisor: Headers
) -> None:
    """C10, C11: from the start, or when it becomes known."""
    home, office = uuid4(), uuid4()
    await tickets.deliver([_customer_with_units(home, office)])
    contact_id, later = uuid4(), uuid4()
    service: dict[str, Any] = {"contract_id": home, "service_address": "Mitre 10", "city": "Funes"}
    await tickets.deliver([taken(contact_id, **service), taken(later)])
    event = ContactServiceChosenV1(
        contact_id=later, contract_id=office, address="Salta 2000", city="Rosario"
    )
    await tickets.deliver([record_of(event, key=later, version=3)])

    shown = [
        (
            await tickets.client.get(f"/api/v1/tickets/{ticket_id_for(each)}", headers=supervisor)
        ).json()
        for each in (contact_id, later)
    ]
    names = ("contract_id", "service_address", "city", "unit_serial")
    assert [tuple(each[name] for name in names) for each in shown] == [
        (str(home), "Mitre 10", "Funes", "SN-1"),
        (str(office), "Salta 2000", "Rosario", None),
    ]
    assert (await tickets.emitted())[-1].type == "tickets.ticket-service-known.v1"


def _customer_with_units(home: UUID, office: UUID) -> StoredRecord:
    serials = {"SN-1": home, "SN-2": office, "SN-3": office}
    event = CustomerChangedV1.model_validate(
        {
            "customer_id": uuid4(),
            "number": "C-1",
            "name": "Carla",
            "kind": "person",
            "national_id_kind": "DNI",
            "national_id": "30111222",
            "phones": [],
            "emails": [],
            "language": "es",
            "contracts": [],
            "units": [{"serial": s, "contract_id": c} for s, c in serials.items()],
        }
    )
    return record_of(event, key=event.customer_id)
