"""Which customer, service and ticket a contact belongs to, and how its holder hands it on."""

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness, record_of
from contracts.directory import CustomerContract
from contracts.event import Event
from contracts.ticket_contacts import TicketContactLinkedV1
from contracts.tickets import (
    TicketAssignedV1,
    TicketClosedV1,
    TicketCustomerLinkedV1,
    TicketFinishedV1,
    TicketRegisteredV1,
    TicketRetitledV1,
)

Headers = dict[str, str]
Intake = Harness[Any]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RIGHTS = (
    "contacts.read", "contacts.take", "contacts.link", "contacts.finish", "contacts.derive",
    "tickets.read", "tickets.finish",
)  # fmt: skip


@pytest_asyncio.fixture
async def eva(intake: Intake) -> Headers:
    """An operator who may do all that this is about."""
    return await intake.account(*RIGHTS, name="Eva")


def service(city: str, number: str = "CT-1", **fields: Any) -> CustomerContract:
    known = {"plan": "300M", "state": "active", "address": f"Mitre 1, {city}", "node": "N-1"}
    return CustomerContract(contract_id=uuid4(), number=number, city=city, **{**known, **fields})


async def tell(intake: Intake, ticket_id: UUID, *events: Event, first: int = 1) -> None:
    """What `tickets` tells of one ticket, in its order."""
    await intake.deliver(
        [record_of(each, key=ticket_id, version=v) for v, each in enumerate(events, first)]
    )


async def ticket_of(intake: Intake, customer_id: UUID | None, **fields: Any) -> UUID:
    """A ticket of this customer, in the area of the desk."""
    ticket_id = uuid4()
    known = {
        "number": 1042, "title": "Sin internet", "description": "", "area": "support",
        "registered_at": NOON,
    }  # fmt: skip
    registered = TicketRegisteredV1(
        ticket_id=ticket_id, customer_id=customer_id, **{**known, **fields}
    )
    assigned = TicketAssignedV1(ticket_id=ticket_id, area=registered.area)
    await tell(intake, ticket_id, registered, assigned)
    return ticket_id


async def detail(intake: Intake, contact_id: UUID, who: Headers) -> dict[str, Any]:
    answer = await intake.client.get(f"/api/v1/contacts/{contact_id}", headers=who)
    assert answer.is_success, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def set_rule(
    intake: Intake, channel: str, existing_work: str, *, ends_with_ticket: bool = True
) -> None:
    chief = await intake.account("contacts.read", "desk.manage", role="administrator")
    body = {"existing_work": existing_work, "requires_attention_context": ends_with_ticket}
    path = f"/api/v1/contacts/channels/{channel}"
    answer = await intake.client.put(path, json=body, headers={**chief, "If-Match": "1"})
    assert answer.is_success, answer.text


async def test_candidates_say_how_sure_they_are_and_why(
    intake: Intake, channels: Any, customers: Any, eva: Headers
) -> None:
    """X27, R08: of one who rang, the telephone is all there is; two who share it are possible."""
    wife = await customers.exists(phones=["+543415550001"], national_id="30111222")
    alone = await customers.exists(phones=["+543415550002"], national_id="31111222", number="C-2")
    first = (await detail(intake, await channels.new_call("c1"), eva))["around"]
    await customers.exists(phones=["+543415550001"], national_id="32111222", number="C-3")
    shared = await channels.new_call("c2")
    sure = await channels.new_call("c3", **{"from": "+543415550002"})

    assert [(c["customer_id"], c["confidence"], c["why"]) for c in first["candidates"]] == [
        (str(wife), "probable", ["phone"])
    ]
    around = (await detail(intake, shared, eva))["around"]
    assert {c["confidence"] for c in around["candidates"]} == {"possible"}
    (only,) = (await detail(intake, sure, eva))["around"]["candidates"]
    assert (only["customer_id"], only["confidence"]) == (str(alone), "probable")
    assert around["identification"] is None


async def test_what_a_caller_tells_of_themselves_leads_to_who_they_are(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers
) -> None:
    """C35, X27: the number was hidden, so its holder asked for one."""
    customer_id = await customers.exists(phones=["+543415550002"], emails=["ana@example.com"])
    contact_id = await channels.missed_call(**{"from": "anonymous"})
    version = (await desk.act("take", contact_id, eva)).json()["version"]
    told = {"phone": "0341 555-0002", "email": "Ana@example.com"}
    path, seen = f"/api/v1/contacts/{contact_id}", eva | {"If-Match": str(version)}
    before = (await detail(intake, contact_id, eva))["candidates"]
    assert (await intake.client.patch(path, json=told, headers=seen)).is_success

    (only,) = (await detail(intake, contact_id, eva))["candidates"]

    assert before == []
    assert (only["customer_id"], set(only["why"])) == (str(customer_id), {"phone", "email"})


async def test_who_is_logged_in_at_the_portal_is_certain_and_their_service_is_known(
    intake: Intake, channels: Any, customers: Any, eva: Headers
) -> None:
    """C10, C11, X27: also when the customer is told later than the inquiry."""
    home, office = service("Funes", "CT-1"), service("Rosario", "CT-2")
    contact_id = await channels.inquiry(
        national_id="1", customer_number="C-77", contract_number="CT-2"
    )
    customer_id = await customers.exists(
        number="C-77", national_id="39000111", contracts=[home, office]
    )
    (
        await intake.client.post(f"/api/v1/contacts/{contact_id}/take", headers=eva)
    ).raise_for_status()

    found = await detail(intake, contact_id, eva)
    assert found["contact"]["customer_id"] == str(customer_id)
    assert found["contact"]["city"] == "Rosario"
    assert found["around"]["identification"] == {
        "confidence": "certain",
        "why": ["portal-session"],
    }
    assert found["around"]["contract_id"] == str(office.contract_id)
    assert len(found["around"]["services"]) == 2


async def test_of_several_services_somebody_asks_and_the_row_shows_its_city(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers
) -> None:
    """C10, C11, C43: a call without city becomes one of Calls, and of one service."""
    home, office = service("Funes"), service("Rosario", "CT-2")
    customer_id = await customers.exists(contracts=[home, office])
    contact_id = await channels.missed_call()
    early = await desk.act("service", contact_id, eva, {"contract_id": str(home.contract_id)})
    linked = await desk.act("link", contact_id, eva, {"customer_id": str(customer_id)})
    wrong = await desk.act("service", contact_id, eva, {"contract_id": str(uuid4())})
    chosen = await desk.act("service", contact_id, eva, {"contract_id": str(home.contract_id)})
    await desk.act("take", contact_id, eva)

    assert (early.status_code, early.json()["code"]) == (409, "contact-has-no-customer")
    assert (linked.json()["screen"], linked.json()["city"]) == ("calls", None)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "unknown-contract")
    assert chosen.json()["city"] == "Funes"
    events = await desk.told(contact_id)
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert events[-2].type == "intake.contact-service-chosen.v1"
    taken = events[-1].data
    assert (taken["contract_id"], taken["service_address"]) == (
        str(home.contract_id),
        "Mitre 1, Funes",
    )


@pytest.mark.parametrize("said", ["  FÚNES ", "Rosario"])
async def test_the_city_that_was_said_decides_if_one_service_is_there(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, said: str
) -> None:
    home = service("Funes")
    await customers.exists(contracts=[home, service("Rosario", "CT-2"), service("Rosario", "CT-3")])
    contact_id = await channels.missed_call(dni="30111222", city=said)
    await desk.act("take", contact_id, eva)

    found = await detail(intake, contact_id, eva)
    contract_id = None if said == "Rosario" else str(home.contract_id)
    assert found["around"]["contract_id"] == contract_id
    assert found["contact"]["city"] == ("Rosario" if said == "Rosario" else "Funes")


async def test_of_several_cities_the_row_shows_the_right_one_before_anybody_takes_it(
    intake: Intake, channels: Any, customers: Any, eva: Headers
) -> None:
    """C10, C11: as the company writes it, so that its city's queue and filter have it."""
    services = [service("Bogotá", "CT-1"), service("Cali", "CT-2")]
    await customers.exists(number="C-77", contracts=services)
    await customers.exists(number="C-78", national_id="31111222", cities=["Córdoba"])
    told = {
        "portal": await channels.inquiry(customer_number="C-77", contract_number="CT-2"),
        "bot": await channels.chat(national_id="30111222", city=" bogotá"),
        "caller": await channels.new_call(dni="30111222", city="BOGOTA"),
        "elsewhere": await channels.chat("chat-2", national_id="30111222", city="Funes"),
        "one": await channels.chat("chat-3", national_id="31111222", city="cordoba"),
        "asked": await channels.chat("chat-4", national_id="30111222"),
    }
    same = {"from": "+543415550001", "dni": "30111222", "city": "BOGOTA"}
    again = await channels.call("newCall", "c1", **same)

    found = {who: (await detail(intake, each, eva))["contact"] for who, each in told.items()}

    assert again.json()["duplicate"] is True
    assert {who: each["city"] for who, each in found.items()} == {
        "portal": "Cali", "bot": "Bogotá", "caller": "Bogotá", "elsewhere": "Funes",
        "one": "Córdoba", "asked": None,
    }  # fmt: skip


async def test_one_who_was_merged_is_the_survivor_with_the_tickets_of_both(
    intake: Intake, channels: Any, customers: Any, eva: Headers
) -> None:
    """R08."""
    old = await customers.exists(number="C-1", national_id="30111222")
    survivor = await customers.exists(number="C-2", national_id="31111222", name="Ana P.")
    before = await ticket_of(intake, old)
    contact_id = await channels.missed_call(dni="30111222")
    event = customers.changed(
        customer_id=old, number="C-1", national_id="30111222", merged_into=survivor
    )
    await intake.deliver([record_of(event, key=old, version=2)])

    found = await detail(intake, contact_id, eva)
    assert found["contact"]["customer_id"] == str(survivor)
    assert [each["ticket_id"] for each in found["around"]["tickets"]] == [str(before)]
    last = [e for e in await intake.emitted() if e.key == str(contact_id)][-1]
    assert (last.type, last.data["customer_id"]) == ("intake.contact-linked.v1", str(survivor))


async def test_open_tickets_and_recent_contacts_are_offered(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers
) -> None:
    """D04, I02: pending tickets first, and what somebody else had to do with them."""
    customer_id = await customers.exists()
    done, going = await ticket_of(intake, customer_id, number=7), await ticket_of(intake, None)
    linked = TicketCustomerLinkedV1(ticket_id=going, customer_id=customer_id)
    retitled = TicketRetitledV1(ticket_id=going, title="Reclamo técnico")
    await tell(intake, going, linked, retitled, first=3)
    finished = TicketFinishedV1(ticket_id=done, resolution="Listo", finished_by=None)
    await tell(intake, done, finished, first=3)
    await tell(intake, done, finished, first=2)
    earlier = await channels.chat(national_id="30111222")
    contact_id = await channels.missed_call(dni="30111222")

    around = (await detail(intake, contact_id, eva))["around"]
    assert [(t["ticket_id"], t["is_pending"], t["state"]) for t in around["tickets"]] == [
        (str(going), True, "assigned"),
        (str(done), False, "finished"),
    ]
    assert [t["title"] for t in around["tickets"]] == ["Reclamo técnico", "Sin internet"]
    assert [each["id"] for each in around["recent_contacts"]] == [str(earlier)]
    blind = await intake.account("contacts.read")
    assert (await detail(intake, contact_id, blind))["around"]["tickets"] == []
    elsewhere = await intake.account(*RIGHTS, role="supervisor", areas=("technical",))
    assert (await detail(intake, contact_id, elsewhere))["around"]["tickets"] == []


async def test_its_holder_joins_it_to_a_ticket_of_its_customer(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, ana: Headers
) -> None:
    """D28: told once, whoever sends it again; and no other's ticket."""
    customer_id = await customers.exists()
    ticket_id, foreign = await ticket_of(intake, customer_id), await ticket_of(intake, uuid4())
    ended = await ticket_of(intake, customer_id, number=9)
    closed = TicketClosedV1(
        ticket_id=ended, number=9, title="", closing_text="", open_order_count=0, closed_by=None
    )
    await tell(intake, ended, closed, first=3)
    contact_id = await channels.missed_call(dni="30111222")
    body = {"ticket_id": str(ticket_id)}
    free = await desk.act("ticket", contact_id, eva, body)
    await desk.act("take", contact_id, eva)
    others = await desk.act("ticket", contact_id, ana, body)
    wrong = [
        await desk.act("ticket", contact_id, eva, {"ticket_id": str(each)})
        for each in (foreign, ended, uuid4())
    ]
    answers = await asyncio.gather(*(desk.act("ticket", contact_id, eva, body) for _ in range(5)))

    assert {each.json()["code"] for each in (free, others)} == {"contact-is-not-yours"}
    assert [each.json()["code"] for each in wrong] == [
        "unknown-ticket",
        "ticket-not-pending",
        "unknown-ticket",
    ]
    assert {(a.status_code, a.json()["ticket_number"]) for a in answers} == {(200, 1042)}
    told = [e for e in await desk.told(contact_id) if e.type.endswith("ticket-chosen.v1")]
    assert [(e.data["ticket_id"], e.data["is_new"]) for e in told] == [(str(ticket_id), False)]


async def test_a_choice_that_came_too_late_is_corrected(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers
) -> None:
    customer_id = await customers.exists()
    ticket_id, own = await ticket_of(intake, customer_id), uuid4()
    contact_id = await channels.missed_call(dni="30111222")
    await desk.act("take", contact_id, eva)
    await desk.act("ticket", contact_id, eva, {"ticket_id": str(ticket_id)})
    event = TicketContactLinkedV1(
        ticket_id=own, number=8, contact_id=contact_id, instead_of=ticket_id
    )
    await tell(intake, own, event, event)

    row = (await detail(intake, contact_id, eva))["contact"]
    assert (row["ticket_id"], row["ticket_number"]) == (str(own), 8)


async def test_a_second_ticket_of_its_own_is_refused_and_one_after_another_is_not(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers
) -> None:
    customer_id = await customers.exists()
    contact_id = await channels.missed_call(dni="30111222")
    await desk.act("take", contact_id, eva)
    own = await ticket_of(intake, customer_id, contact_id=contact_id, number=5)
    other = await ticket_of(intake, customer_id)
    refused = await desk.act("ticket", contact_id, eva, {"reason": "Otra cosa"})
    nothing = await desk.act("ticket", contact_id, eva, {})
    await desk.act("ticket", contact_id, eva, {"ticket_id": str(other)})
    opened = await desk.act("ticket", contact_id, eva, {"reason": "Otra cosa"})

    assert (refused.json()["code"], refused.json()["ticket_id"]) == ("contact-has-ticket", str(own))
    assert nothing.status_code == 422
    event = (await desk.told(contact_id))[-1].data
    assert (event["is_new"], event["reason"]) == (True, "Otra cosa")
    assert opened.json()["ticket_id"] == event["ticket_id"]
    assert event["ticket_id"] not in (str(own), str(other))


@pytest.mark.parametrize("rule", ["new", "append", "ask"])
async def test_a_channel_says_what_becomes_of_one_more_contact(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, rule: str
) -> None:
    """I02: `new` unless the company says otherwise; X18: what is asked is answered before the
    end."""
    customer_id = await customers.exists()
    ticket_id = await ticket_of(intake, customer_id)
    if rule != "new":
        await set_rule(intake, "chat", rule)
    contact_id = await channels.chat(national_id="30111222")
    await desk.act("take", contact_id, eva)
    taken = (await desk.told(contact_id))[-1].data
    finished = await desk.act("finish", contact_id, eva, {"outcome": "Listo"})

    assert taken["ticket_id"] == (str(ticket_id) if rule == "append" else None)
    assert taken["opens_ticket"] is (rule != "ask")
    if rule == "ask":
        assert (finished.status_code, finished.json()["code"]) == (409, "ticket-to-be-chosen")
        assert (await detail(intake, contact_id, eva))["around"]["ticket_asked"]
    else:
        assert finished.is_success, finished.text


async def test_between_several_tickets_that_of_the_open_chat_is_meant(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers
) -> None:
    """I02: a later contact through the same channel joins the conversation that is open."""
    customer_id = await customers.exists()
    await set_rule(intake, "chat", "append")
    earlier = await channels.chat("one", national_id="30111222")
    await desk.act("take", earlier, eva)
    meant = await ticket_of(intake, customer_id, contact_id=earlier)
    await ticket_of(intake, customer_id, number=3)
    later = await channels.chat("two", national_id="30111222")
    row = (await desk.act("take", later, eva)).json()

    assert row["ticket_id"] == str(meant)


async def test_only_its_holder_derives_it_with_a_ticket_and_once(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers, ana: Headers
) -> None:
    """C26, C27: the contact is done with, the ticket is another area's."""
    await intake.account("tickets.read", role="technician", areas=("technical",))
    await customers.exists()
    contact_id = await channels.missed_call(dni="30111222")
    body = {"area": "technical", "note": "Sin señal."}
    await desk.act("take", contact_id, eva)
    early = await desk.act("derive", contact_id, eva, body)
    await ticket_of(intake, None, contact_id=contact_id)
    forbidden = await desk.act("derive", contact_id, ana, body)
    nowhere = await desk.act("derive", contact_id, eva, {**body, "area": "nowhere"})
    answers = await asyncio.gather(*(desk.act("derive", contact_id, eva, body) for _ in range(4)))
    again = await desk.act("derive", contact_id, eva, {**body, "area": "support"})

    assert early.json()["code"] == "contact-has-no-ticket"
    assert (forbidden.status_code, nowhere.json()["code"]) == (403, "unknown-area")
    assert {(a.status_code, a.json()["state"]["code"]) for a in answers} == {(200, "closed")}
    assert again.json()["code"] == "contact-is-closed"
    told = [(e.type, e.data) for e in await desk.told(contact_id)][-2:]
    assert [kind for kind, _ in told] == [
        "intake.contact-derived.v1",
        "intake.contact-finished.v1",
    ]
    assert (told[0][1]["area"], told[1][1]["outcome"]) == ("technical", "derived")
    assert (await detail(intake, contact_id, eva))["around"]["derived_to"] == "technical"


async def test_a_contact_may_end_with_its_ticket(
    intake: Intake, channels: Any, desk: Any, eva: Headers, ana: Headers
) -> None:
    """C59: with the right to finish tickets, and a ticket."""
    contact_id = await channels.chat()
    body = {"outcome": "Atendido", "resolution": "Se reinició el puerto."}
    await desk.act("take", contact_id, eva)
    early = await desk.act("finish", contact_id, eva, body)
    ticket_id = await ticket_of(intake, None, contact_id=contact_id)
    forbidden = await desk.act("finish", contact_id, ana, body)
    finished = await desk.act("finish", contact_id, eva, body)

    assert early.json()["code"] == "contact-has-no-ticket"
    assert (forbidden.status_code, finished.status_code) == (403, 200)
    (event,) = (e.data for e in await desk.told(contact_id) if e.type.endswith("finished.v1"))
    assert (event["ticket_id"], event["resolution"]) == (str(ticket_id), body["resolution"])


async def test_all_contacts_of_a_ticket_end_with_it(
    intake: Intake, channels: Any, customers: Any, desk: Any, eva: Headers
) -> None:
    customer_id = await customers.exists()
    first = await channels.missed_call("c1", dni="30111222")
    second = await channels.missed_call("c2", dni="30111222")
    ticket_id = await ticket_of(intake, customer_id, contact_id=first)
    await desk.act("take", second, eva)
    await desk.act("ticket", second, eva, {"ticket_id": str(ticket_id)})
    closed = TicketClosedV1(
        ticket_id=ticket_id, number=1042, title="", closing_text="", open_order_count=0,
        closed_by=None,
    )  # fmt: skip
    await tell(intake, ticket_id, closed, first=3)

    rows = await intake.rows("select state, outcome from contact")
    assert {(row["state"], row["outcome"]) for row in rows} == {("closed", "ticket-closed")}
