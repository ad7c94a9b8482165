"""What a contact was and had as one customer's is not another's, and what was once so is not for
ever."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerContract
from contracts.event import Event
from contracts.tickets import (
    TicketAssignedV1,
    TicketClosedV1,
    TicketRegisteredV1,
    TicketReopenedV1,
)

Headers = dict[str, str]
Intake = Harness[Any]
OpenTicket = Callable[..., Awaitable[UUID]]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RIGHTS = (
    "contacts.read", "contacts.take", "contacts.link", "contacts.finish", "contacts.derive",
    "tickets.read", "tickets.finish",
)  # fmt: skip
FIRST, SECOND = "30111222", "10111222"


@pytest_asyncio.fixture
async def eva(intake: Intake) -> Headers:
    """An operator who may do all that this is about."""
    return await intake.account(*RIGHTS, name="Eva")


@pytest.fixture
def has_ticket(intake: Intake) -> OpenTicket:
    """Registers and assigns a ticket of this customer; its id."""

    async def opened(customer_id: UUID, **fields: Any) -> UUID:
        ticket_id = uuid4()
        known = {
            "number": 1042, "title": "Sin internet", "description": "", "area": "support",
            "registered_at": NOON, "customer_id": customer_id,
        }  # fmt: skip
        registered = TicketRegisteredV1(ticket_id=ticket_id, **{**known, **fields})
        assigned = TicketAssignedV1(ticket_id=ticket_id, area="support")
        await tell(intake, ticket_id, registered, assigned)
        return ticket_id

    return opened


async def tell(intake: Intake, ticket_id: UUID, *events: Event, first: int = 1) -> None:
    records = [record_of(each, key=ticket_id, version=v) for v, each in enumerate(events, first)]
    await intake.deliver(records)


def service(city: str) -> CustomerContract:
    return CustomerContract(
        contract_id=uuid4(), number=f"CT-{city}", city=city, plan="300M", state="active",
        address=f"Mitre 1, {city}", node="N-1",
    )  # fmt: skip


async def test_a_contact_of_another_customer_lets_go_of_the_ticket_it_had_joined(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, has_ticket: OpenTicket
) -> None:
    """A05, D28: nothing done with it afterwards is done to the first customer's ticket, once told
    and however often it is sent; its new ticket is about a service of the second."""
    first = await customers.exists(national_id=FIRST, contracts=[service("Funes")])
    home = service("Rosario")
    second = await customers.exists(number="C-2", national_id=SECOND, contracts=[home])
    ticket_id = await has_ticket(first)
    contact_id = await channels.missed_call(dni=FIRST)
    await desk.act("take", contact_id, eva)
    await desk.act("ticket", contact_id, eva, {"ticket_id": str(ticket_id)})
    body = {"customer_id": str(second)}
    rows = await asyncio.gather(*(desk.act("link", contact_id, eva, body) for _ in range(4)))
    end = {"outcome": "Atendido", "resolution": "Se reinició el puerto."}
    assert (await desk.act("finish", contact_id, eva, end)).is_success

    told = (await desk.told(contact_id))[-4:]
    assert [each.type.split(".")[1] for each in told] == [
        "contact-linked",
        "contact-ticket-chosen",
        "contact-service-chosen",
        "contact-finished",
    ]
    chosen, ended = told[1].data, told[3].data
    assert (chosen["is_new"], chosen["customer_id"], chosen["account_name"]) == (
        True,
        str(second),
        "Eva",
    )
    assert (chosen["contract_id"], chosen["service_address"]) == (
        str(home.contract_id),
        "Mitre 1, Rosario",
    )
    assert ended["ticket_id"] == chosen["ticket_id"] != str(ticket_id)
    assert {row.json()["ticket_id"] for row in rows} == {chosen["ticket_id"]}


async def test_a_rule_that_chose_for_the_wrong_customer_did_not_choose_for_the_right_one(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, has_ticket: OpenTicket
) -> None:
    """I02: also after it was given back, when nobody has it."""
    chief = await intake.account("contacts.read", "desk.manage", role="administrator")
    rule = {"existing_work": "append", "requires_attention_context": True}
    path = "/api/v1/contacts/channels/chat"
    await intake.client.put(path, json=rule, headers={**chief, "If-Match": "1"})
    ticket_id = await has_ticket(await customers.exists(national_id=FIRST))
    second = await customers.exists(number="C-2", national_id=SECOND)
    contact_id = await channels.chat(national_id=FIRST)
    taken = (await desk.act("take", contact_id, eva)).json()
    await desk.act("return", contact_id, eva)
    row = (await desk.act("link", contact_id, eva, {"customer_id": str(second)})).json()

    assert taken["ticket_id"] == str(ticket_id)
    assert row["ticket_id"] not in (None, str(ticket_id))
    again = (await desk.act("take", contact_id, eva)).json()
    assert again["ticket_id"] == row["ticket_id"]


async def test_its_own_ticket_becomes_the_other_customers_with_it(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, has_ticket: OpenTicket
) -> None:
    second = await customers.exists(number="C-2", national_id=SECOND)
    first = await customers.exists(national_id=FIRST)
    contact_id = await channels.missed_call(dni=FIRST)
    await desk.act("take", contact_id, eva)
    ticket_id = await has_ticket(first, contact_id=contact_id)
    row = (await desk.act("link", contact_id, eva, {"customer_id": str(second)})).json()

    assert (row["customer_id"], row["ticket_id"]) == (str(second), str(ticket_id))
    events = {event.type for event in await desk.told(contact_id)}
    assert "intake.contact-ticket-chosen.v1" not in events


async def test_a_ticket_of_the_same_customer_under_another_number_stays(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, has_ticket: OpenTicket
) -> None:
    """R08."""
    second = await customers.exists(number="C-2", national_id=SECOND)
    first = await customers.exists(national_id=FIRST)
    contact_id = await channels.missed_call(dni=FIRST)
    await desk.act("take", contact_id, eva)
    ticket_id = await has_ticket(first)
    await desk.act("ticket", contact_id, eva, {"ticket_id": str(ticket_id)})
    event = customers.changed(customer_id=first, national_id=FIRST, merged_into=second)
    await intake.deliver([record_of(event, key=first, version=2)])
    row = (await desk.act("link", contact_id, eva, {"customer_id": str(second)})).json()

    assert (row["customer_id"], row["ticket_id"]) == (str(second), str(ticket_id))


async def test_a_channel_that_corrects_who_called_takes_service_and_ticket_back(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, has_ticket: OpenTicket
) -> None:
    first = await customers.exists(national_id=FIRST, contracts=[service("Funes")])
    second = await customers.exists(number="C-2", national_id=SECOND)
    ticket_id = await has_ticket(first)
    contact_id = await channels.missed_call(dni=FIRST, reason="reclamo tecnico")
    before = (await desk.act("take", contact_id, eva)).json()
    await desk.act("ticket", contact_id, eva, {"ticket_id": str(ticket_id)})
    await channels.new_call("c1", dni=SECOND)

    assert before["customer_id"] == str(first)
    chosen = (await desk.told(contact_id))[-1]
    assert chosen.type == "intake.contact-ticket-chosen.v1"
    assert (chosen.data["is_new"], chosen.data["customer_id"], chosen.data["contract_id"]) == (
        True,
        str(second),
        None,
    )
    assert chosen.data["reason_label"] == "Reclamo técnico"
    answer = await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=eva)
    assert answer.json()["around"]["contract_id"] is None


async def test_a_closing_told_again_after_the_ticket_was_reopened_ends_nothing(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, has_ticket: OpenTicket
) -> None:
    ticket_id = await has_ticket(await customers.exists(national_id=FIRST))
    closed = TicketClosedV1(
        ticket_id=ticket_id, number=1042, title="", closing_text="", open_order_count=0,
        closed_by=None,
    )  # fmt: skip
    reopened = TicketReopenedV1(ticket_id=ticket_id, reopened_by=None, reopen_count=1)
    await tell(intake, ticket_id, closed, reopened, first=3)
    contact_id = await channels.missed_call(dni=FIRST)
    await desk.act("take", contact_id, eva)
    await desk.act("ticket", contact_id, eva, {"ticket_id": str(ticket_id)})

    await tell(intake, ticket_id, closed, first=3)

    assert (await desk.act("finish", contact_id, eva, {"outcome": "Listo"})).is_success


async def test_the_end_of_a_derived_contact_says_who_derived_it(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, has_ticket: OpenTicket
) -> None:
    await intake.account("tickets.read", role="technician", areas=("technical",))
    contact_id = await channels.missed_call()
    await desk.act("take", contact_id, eva)
    await has_ticket(await customers.exists(), contact_id=contact_id)
    body = {"area": "technical", "note": "Sin señal."}
    assert (await desk.act("derive", contact_id, eva, body)).is_success

    ended = (await desk.told(contact_id))[-1]
    assert (ended.type, ended.data["account_name"]) == ("intake.contact-finished.v1", "Eva")
