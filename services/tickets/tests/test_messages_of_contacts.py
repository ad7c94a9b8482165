"""Contacts that somebody took become tickets: once each, assigned to the taker."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerChangedV1
from contracts.intake import ContactLinkedV1, ContactTakenV1
from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]

ANA, LEO = (uuid4(), "Ana"), (uuid4(), "Leo")


def taken(
    contact_id: UUID, by: tuple[UUID, str] = ANA, version: int = 2, **fields: Any
) -> StoredRecord:
    event = ContactTakenV1(
        contact_id=contact_id,
        account_id=by[0],
        account_name=by[1],
        waited_seconds=12.5,
        **{"channel": "call", "name": "Carla", "phone": "+5493511234567", **fields},
    )
    return record_of(event, key=contact_id, version=version)


def linked(contact_id: UUID, customer_id: UUID, version: int = 3) -> StoredRecord:
    event = ContactLinkedV1(contact_id=contact_id, customer_id=customer_id)
    return record_of(event, key=contact_id, version=version)


def customer(customer_id: UUID, version: int = 1, **fields: Any) -> StoredRecord:
    event = CustomerChangedV1.model_validate(
        {
            "customer_id": customer_id,
            "number": "C-1001",
            "name": "Carla Gómez",
            "kind": "person",
            "national_id_kind": "DNI",
            "national_id": "30111222",
            "phones": ["+5493517654321"],
            "emails": ["carla@example.com"],
            "language": "es",
            "contracts": [],
            **fields,
        }
    )
    return record_of(event, key=customer_id, version=version)


async def test_a_taken_call_opens_a_ticket_assigned_to_its_taker(tickets: Tickets) -> None:
    """B35, X11: registered, then assigned, in one transaction."""
    contact_id = uuid4()
    await tickets.deliver([taken(contact_id, reason="Sin conexión", summary="Luz roja.")])

    registered, assigned = await tickets.emitted()
    ticket_id = str(ticket_id_for(contact_id))
    assert (registered.type, registered.sequence) == ("tickets.ticket-registered.v1", 1)
    assert (assigned.type, assigned.sequence) == ("tickets.ticket-assigned.v1", 2)
    assert registered.key == assigned.key == ticket_id
    assert registered.data["title"] == "Sin conexión"
    assert registered.data["description"] == "Luz roja."
    assert registered.data["customer_phone"] == "+5493511234567"
    assert registered.data["created_by"] == str(ANA[0])
    assert registered.data["area"] == "support"
    assert assigned.data["account_id"] == str(ANA[0])
    assert assigned.data["account_name"] == "Ana"


async def test_what_a_message_causes_follows_from_it(tickets: Tickets) -> None:
    """The causation of both events is the message; their time is when it was taken."""
    record = taken(uuid4())
    headers = dict(record.headers)
    await tickets.deliver([record])

    told = [event.headers for event in await tickets.emitted()]
    assert {each["ce_causationid"].encode() for each in told} == {headers["ce_id"]}
    assert {each["ce_time"].encode() for each in told} == {headers["ce_time"]}


async def test_the_title_is_the_reason_as_people_read_it_or_says_who_called(
    tickets: Tickets, supervisor: Headers
) -> None:
    """C06: never the code of a reason that has a label."""
    await tickets.deliver(
        [
            taken(uuid4(), reason="  \n ", name="Carla\r\nBcc: x"),
            taken(uuid4(), channel="chat", name=None),
            taken(uuid4(), name=None, phone=None),
            taken(uuid4(), reason="No  anda\nnada " + "x" * 400),
            taken(uuid4(), reason="sin-servicio", reason_label="Sin servicio"),
        ]
    )

    answer = await tickets.client.get("/api/v1/tickets", headers=supervisor)
    titles = [row["title"] for row in answer.json()["items"]]
    assert titles[:2] == ["Sin servicio", ("No anda nada " + "x" * 400)[:300]]
    assert titles[2:] == [
        "Llamada de desconocido",
        "Chat de +5493511234567",
        "Llamada de Carla Bcc: x",
    ]


async def test_inquiries_open_no_ticket(tickets: Tickets) -> None:
    await tickets.deliver([taken(uuid4(), channel="inquiry")])

    assert await tickets.emitted() == []


async def test_a_message_delivered_again_does_nothing_again(tickets: Tickets) -> None:
    contact_id = uuid4()
    record = taken(contact_id)
    await tickets.deliver([record, record])
    await tickets.deliver([record])

    assert [event.sequence for event in await tickets.emitted()] == [1, 2]


async def test_the_same_person_taking_it_again_changes_nothing(tickets: Tickets) -> None:
    contact_id = uuid4()
    await tickets.deliver([taken(contact_id), taken(contact_id, version=4)])

    assert len(await tickets.emitted()) == 2


async def test_somebody_else_taking_it_gets_the_ticket(tickets: Tickets) -> None:
    contact_id = uuid4()
    await tickets.deliver([taken(contact_id), taken(contact_id, LEO, version=4)])

    last = (await tickets.emitted())[-1]
    assert (last.type, last.sequence) == ("tickets.ticket-assigned.v1", 3)
    assert last.data["account_id"] == str(LEO[0])
    assert len(await tickets.rows("select 1 from tickets")) == 1


async def test_taking_the_contact_of_a_finished_ticket_is_only_written_down(
    tickets: Tickets, supervisor: Headers
) -> None:
    """A late message is recorded, and parks nothing."""
    contact_id = uuid4()
    ticket = f"/api/v1/tickets/{ticket_id_for(contact_id)}"
    await tickets.deliver([taken(contact_id)])
    done = {"resolution": "Reinició el equipo."}
    assert (
        await tickets.client.post(f"{ticket}/finish", json=done, headers=supervisor)
    ).status_code == 200
    await tickets.deliver([taken(contact_id, LEO, version=4)])

    detail = (await tickets.client.get(ticket, headers=supervisor)).json()
    assert detail["state"] == "finished"
    assert detail["assigned_to"]["name"] == "Ana"
    line = detail["timeline"]["items"][0]
    assert (line["kind"], line["visibility"]) == ("note", "internal")
    assert line["body"] == "El contacto fue tomado otra vez por Leo."
    assert await tickets.rows("select 1 from kernel_parked_key") == []


async def test_a_linked_customer_is_filled_in_with_their_data(tickets: Tickets) -> None:
    """A05; the gaps of the customer's data are filled with what the caller said."""
    contact_id, customer_id = uuid4(), uuid4()
    await tickets.deliver(
        [
            taken(contact_id, city="Córdoba"),
            customer(customer_id, phones=[]),
            linked(contact_id, customer_id),
        ]
    )

    told = (await tickets.emitted())[-1]
    assert (told.type, told.sequence) == ("tickets.ticket-customer-linked.v1", 3)
    assert told.data["customer_name"] == "Carla Gómez"
    assert told.data["customer_phone"] == "+5493511234567"
    assert told.data["customer_email"] == "carla@example.com"
    assert told.data["city"] == "Córdoba"


async def test_a_customer_may_become_known_after_the_link(
    tickets: Tickets, supervisor: Headers
) -> None:
    """Topics have no order among each other: the name is there as soon as the customer is."""
    contact_id, customer_id = uuid4(), uuid4()
    await tickets.deliver([taken(contact_id), linked(contact_id, customer_id)])
    url = f"/api/v1/tickets/{ticket_id_for(contact_id)}"
    before = (await tickets.client.get(url, headers=supervisor)).json()
    await tickets.deliver([customer(customer_id)])
    after = (await tickets.client.get(url, headers=supervisor)).json()

    assert before["customer"] == {"id": str(customer_id), "number": None, "name": "Carla"}
    assert after["customer"]["name"] == "Carla Gómez"
    assert after["customer"]["number"] == "C-1001"
    assert after["email"] == "carla@example.com"


async def test_a_link_before_the_contact_is_taken_is_not_needed(tickets: Tickets) -> None:
    """Taking it brings the customer along."""
    contact_id, customer_id = uuid4(), uuid4()
    await tickets.deliver([linked(contact_id, customer_id, version=2)])
    await tickets.deliver([taken(contact_id, version=3, customer_id=customer_id)])

    registered = (await tickets.emitted())[0]
    assert registered.data["customer_id"] == str(customer_id)


async def test_an_older_state_of_a_customer_does_not_win(
    tickets: Tickets, supervisor: Headers
) -> None:
    contact_id, customer_id = uuid4(), uuid4()
    await tickets.deliver(
        [
            taken(contact_id, customer_id=customer_id),
            customer(customer_id, version=3, name="Newest"),
            customer(customer_id, version=2, name="Older"),
        ]
    )
    await tickets.deliver([customer(customer_id, version=1, name="Oldest")])

    url = f"/api/v1/tickets/{ticket_id_for(contact_id)}"
    detail = (await tickets.client.get(url, headers=supervisor)).json()
    assert detail["customer"]["name"] == "Newest"


async def test_another_customer_does_not_inherit_the_data_of_the_first(
    tickets: Tickets,
) -> None:
    """A wrong link corrected: nothing of the first customer may reach the second."""
    contact_id, first, second = uuid4(), uuid4(), uuid4()
    await tickets.deliver(
        [
            taken(contact_id),
            customer(first),
            linked(contact_id, first),
            linked(contact_id, second, version=4),
        ]
    )

    told = (await tickets.emitted())[-1]
    assert told.data["customer_id"] == str(second)
    assert told.data["customer_email"] is None
    assert told.data["customer_name"] == "Carla"


async def test_many_contacts_in_one_batch_get_one_ticket_each(tickets: Tickets) -> None:
    contacts = [uuid4() for _ in range(50)]
    await tickets.deliver([taken(each) for each in contacts] * 2)

    rows = await tickets.rows("select id, number from tickets")
    assert {row["id"] for row in rows} == {ticket_id_for(each) for each in contacts}
    assert len({row["number"] for row in rows}) == 50


async def test_an_operator_who_opened_a_ticket_for_a_contact_first_meets_the_taker(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """One ticket per contact, whoever comes first."""
    contact_id = uuid4()
    opened = await open_ticket(contact_id=str(contact_id))
    await tickets.deliver([taken(contact_id, customer_id=uuid4())])

    assert opened["id"] == str(ticket_id_for(contact_id))
    assert [(e.type.split(".")[1], e.sequence) for e in await tickets.emitted()] == [
        ("ticket-registered", 1),
        ("ticket-customer-linked", 2),
        ("ticket-assigned", 3),
    ]


async def test_times_are_those_of_the_source(tickets: Tickets, supervisor: Headers) -> None:
    contact_id = uuid4()
    before = datetime.now(UTC)
    await tickets.deliver([taken(contact_id)])

    url = f"/api/v1/tickets/{ticket_id_for(contact_id)}"
    detail = (await tickets.client.get(url, headers=supervisor)).json()
    assert datetime.fromisoformat(detail["created_at"]) >= before
    assert [line["author_name"] for line in detail["timeline"]["items"]] == ["Ana", "Ana"]
