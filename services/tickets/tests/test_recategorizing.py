"""What a ticket is about is said anew: by people, and by the reason of its contact (E79)."""

from typing import Any
from uuid import UUID, uuid4

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.desk import ContactReasonChosenV1
from contracts.intake import ContactTakenV1
from contracts.intake_tickets import ContactTicketChosenV1
from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]
ANA = uuid4()


def taken(contact_id: UUID, category: str | None = None) -> StoredRecord:
    event = ContactTakenV1(
        contact_id=contact_id, channel="call", account_id=ANA, account_name="Ana",
        waited_seconds=1.0, reason="Reclamo técnico", category=category,
    )  # fmt: skip
    return record_of(event, key=contact_id, version=2)


def says(contact_id: UUID, version: int, category: str | None, before: str | None) -> StoredRecord:
    event = ContactReasonChosenV1(
        contact_id=contact_id, channel="call", account_id=ANA, reason="r", reason_label="R",
        category=category, category_before=before,
    )  # fmt: skip
    return record_of(event, key=contact_id, version=version)


async def recategorize(tickets: Tickets, who: Headers, ticket_id: object, category: str) -> Any:
    url = f"/api/v1/tickets/{ticket_id}/recategorize"
    return await tickets.client.post(url, json={"category": category}, headers=who)


async def shown(tickets: Tickets, who: Headers, ticket_id: object) -> dict[str, Any]:
    answer = await tickets.client.get(f"/api/v1/tickets/{ticket_id}", headers=who)
    found: dict[str, Any] = answer.json()
    return found


async def test_a_ticket_is_said_to_be_about_something_else(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """E65, E79: told once, written on the timeline, found under its new category, refused for
    what is not in the catalogue or of another area."""
    admin = await tickets.account("categories.manage", role="administrator")
    new = {"code": "invoice", "kind": "problem", "name": "Factura", "areas": ["billing"]}
    made = await tickets.client.post("/api/v1/tickets/categories", json=new, headers=admin)
    assert made.status_code == 201
    ticket = await open_ticket()
    assert "recategorize" in ticket["allowed_actions"]
    for _ in range(2):
        answer = await recategorize(tickets, supervisor, ticket["id"], "slowness")
        assert (answer.status_code, answer.json()["version"]) == (200, 2)

    told = [(each.type, each.data.get("category")) for each in await tickets.emitted()]
    assert told == [
        ("tickets.ticket-registered.v1", "no-connection"),
        ("tickets.ticket-recategorized.v1", "slowness"),
    ]
    now = await shown(tickets, supervisor, ticket["id"])
    assert (now["category"], now["category_name"]) == ("slowness", "Lentitud")
    line = now["timeline"]["items"][0]
    assert (line["kind"], line["visibility"], line["body"]) == (
        "recategorized", "internal", "Lentitud",
    )  # fmt: skip
    for code in ("invoice", "moon"):
        refused = await recategorize(tickets, supervisor, ticket["id"], code)
        assert (refused.status_code, refused.json()["code"]) == (422, "unknown-category")


async def test_who_does_not_own_it_does_not_say_what_it_is_about(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    rights = ("tickets.read", "tickets.recategorize")
    ticket = await open_ticket()
    mine = {"area": "support", "account_id": supervisor["X-Account-Id"]}
    url = f"/api/v1/tickets/{ticket['id']}/assign"
    await tickets.client.post(url, json=mine, headers=supervisor)
    other = await tickets.account(*rights)
    elsewhere = await tickets.account(*rights, role="supervisor", areas=("billing",))

    refused = await recategorize(tickets, other, ticket["id"], "slowness")
    unseen = await recategorize(tickets, elsewhere, ticket["id"], "slowness")
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-ticket")
    assert unseen.status_code == 404


async def test_the_reason_of_a_contact_says_what_its_ticket_is_about(
    tickets: Tickets, supervisor: Headers
) -> None:
    """What the catalogue does not have is no category, and keeps no ticket from being opened."""
    first, second, third = (uuid4() for _ in range(3))
    chosen = ContactTicketChosenV1(
        contact_id=third, channel="chat", ticket_id=uuid4(), is_new=True, account_id=ANA,
        account_name="Ana", category="information",
    )  # fmt: skip
    await tickets.deliver(
        [taken(first, "slowness"), taken(second, "moon"), record_of(chosen, key=third, version=3)]
    )

    found = [ticket_id_for(first), ticket_id_for(second), chosen.ticket_id]
    about = [(await shown(tickets, supervisor, each))["category_name"] for each in found]
    assert about == ["Lentitud", None, "Información"]


async def test_a_ticket_follows_the_reason_until_somebody_says_what_it_is_about(
    tickets: Tickets, supervisor: Headers
) -> None:
    contact_id = uuid4()
    ticket_id = ticket_id_for(contact_id)

    async def about(version: int, category: str | None, before: str | None) -> Any:
        await tickets.deliver([says(contact_id, version, category, before)])
        return (await shown(tickets, supervisor, ticket_id))["category"]

    await tickets.deliver([says(uuid4(), 2, "slowness", None), taken(contact_id)])
    assert await about(3, "slowness", None) == "slowness"
    assert await about(4, "no-connection", "slowness") == "no-connection"
    assert await about(5, None, "no-connection") == "no-connection"
    await recategorize(tickets, supervisor, ticket_id, "information")
    assert await about(6, "slowness", "no-connection") == "information"
    line = (await shown(tickets, supervisor, ticket_id))["timeline"]["items"][1]
    assert (line["kind"], line["author_id"]) == ("recategorized", str(ANA))
