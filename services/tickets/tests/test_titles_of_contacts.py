"""A ticket is called what the reason of its contact says, unless a person called it something."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.desk import ContactReasonChosenV1
from contracts.intake import ContactFinishedV1, ContactTakenV1
from contracts.intake_tickets import ContactTicketChosenV1
from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]
WHO = {"account_id": uuid4(), "account_name": "Ana"}


def taken(contact_id: UUID, **fields: Any) -> StoredRecord:
    event = ContactTakenV1(
        contact_id=contact_id, channel="call", waited_seconds=1.0, name="Carla", **WHO, **fields
    )
    return record_of(event, key=contact_id, version=2)


def chosen(contact_id: UUID, ticket_id: UUID, *, is_new: bool = True, **fields: Any) -> Any:
    event = ContactTicketChosenV1(
        contact_id=contact_id, channel="call", ticket_id=ticket_id, is_new=is_new, **WHO, **fields
    )
    return record_of(event, key=contact_id, version=3)


def says(contact_id: UUID, label: str, version: int = 4, **fields: Any) -> StoredRecord:
    event = ContactReasonChosenV1(
        contact_id=contact_id, channel="call", account_id=WHO["account_id"], reason="r",
        reason_label=label, **fields,
    )  # fmt: skip
    return record_of(event, key=contact_id, version=version)


async def title(tickets: Tickets, ticket_id: UUID) -> str:
    rows = await tickets.rows("select id, title from tickets")
    (found,) = (row["title"] for row in rows if row["id"] == ticket_id)
    return str(found)


async def test_a_title_that_nobody_wrote_follows_the_reason(
    tickets: Tickets, supervisor: Headers
) -> None:
    """C06, C07: who called, then what for, then what for after all; told, kept, found by."""
    contact_id = uuid4()
    ticket_id = ticket_id_for(contact_id)
    await tickets.deliver([taken(contact_id)])
    assert await title(tickets, ticket_id) == "Llamada de Carla"
    await tickets.deliver([says(contact_id, "Reclamo\ntécnico")])
    await tickets.deliver([says(contact_id, "Solicitud de baja", 5, category="slowness")])
    await tickets.deliver([says(contact_id, "Solicitud de baja", 6)])

    told = [(each.type, each.data.get("title")) for each in (await tickets.emitted())[2:]]
    assert told == [
        ("tickets.ticket-retitled.v1", "Reclamo técnico"),
        ("tickets.ticket-retitled.v1", "Solicitud de baja"),
        ("tickets.ticket-recategorized.v1", None),
    ]
    answer = await tickets.client.get(f"/api/v1/tickets/{ticket_id}", headers=supervisor)
    lines = [each for each in answer.json()["timeline"]["items"] if each["kind"] == "retitled"]
    assert [(each["body"], each["visibility"], each["author_id"]) for each in lines] == [
        ("Reclamo técnico → Solicitud de baja", "internal", str(WHO["account_id"])),
        ("Llamada de Carla → Reclamo técnico", "internal", str(WHO["account_id"])),
    ]
    for query, found in (("baja", 1), ("carla", 0)):
        page = await tickets.client.get(f"/api/v1/tickets?query={query}", headers=supervisor)
        assert len(page.json()["items"]) == found, query


@pytest.mark.parametrize(
    ("reason", "becomes"),
    [
        ({"reason": "No anda desde ayer"}, "No anda desde ayer"),
        ({"reason": "slow", "reason_label": "Lentitud"}, "Reclamo técnico"),
        ({}, "Reclamo técnico"),
    ],
)
async def test_words_of_a_person_stay(
    tickets: Tickets, reason: dict[str, Any], becomes: str
) -> None:
    """A reason of the desk's, chosen for a new ticket, is nobody's words, as none is."""
    contact_id, ticket_id = uuid4(), uuid4()
    await tickets.deliver(
        [chosen(contact_id, ticket_id, **reason), says(contact_id, "Reclamo técnico")]
    )

    assert await title(tickets, ticket_id) == becomes


async def test_only_the_ticket_of_that_contact_follows_and_only_while_it_is_pending(
    tickets: Tickets,
) -> None:
    """One it merely joined is called what its own contact was about; what is finished stays."""
    first, second = uuid4(), uuid4()
    joined = ticket_id_for(first)
    finished = ContactFinishedV1(
        contact_id=first, channel="call", outcome="Listo", ticket_id=joined,
        resolution="Se cambió la ONT", **WHO,
    )  # fmt: skip
    await tickets.deliver([taken(first, reason="Lentitud"), chosen(second, joined, is_new=False)])
    await tickets.deliver([says(second, "Solicitud de baja")])
    assert await title(tickets, joined) == "Lentitud"
    await tickets.deliver([says(first, "Sin conexión")])
    await tickets.deliver([record_of(finished, key=first, version=5), says(first, "Otra cosa", 6)])

    assert await title(tickets, joined) == "Sin conexión"


async def test_of_a_ticket_of_before_nobody_knows_whose_words_its_title_is(
    tickets: Tickets,
) -> None:
    contact_id = uuid4()
    await tickets.deliver([taken(contact_id)])
    async with tickets.system() as connection:
        await connection.exec_driver_sql("update tickets set follows_reason = default")
    await tickets.deliver([says(contact_id, "Reclamo técnico")])

    assert await title(tickets, ticket_id_for(contact_id)) == "Llamada de Carla"
