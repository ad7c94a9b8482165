"""X15: `allowed_actions` is what the service does, in every state of a contact, whoever looks: each
action that is listed succeeds, each other one is refused or changes nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from services.intake.tests.test_work_of_contacts import set_rule, ticket_of

from chassis_testing.harness import Harness

Headers = dict[str, str]
EVERYTHING = (
    "contacts.read", "contacts.take", "contacts.link", "contacts.finish", "contacts.derive",
    "contacts.reply", "tickets.read",
)  # fmt: skip
KNOWN, UNKNOWN = {"dni": "30111222"}, {"dni": "30999888"}


@dataclass
class World:
    """A customer with two services and an open ticket, somebody else, and who is at the desk."""

    intake: Harness[Any]
    channels: Any
    desk: Any
    customer_id: UUID
    other_id: UUID
    ticket_id: UUID
    contract_id: str
    eva: Headers
    spare: Headers
    people: dict[str, Headers]

    async def take(self, contact_id: UUID) -> UUID:
        assert (await self.desk.act("take", contact_id, self.eva)).is_success
        return contact_id

    async def call(self, **who: str) -> UUID:
        contact_id: UUID = await self.channels.missed_call(uuid4().hex, **who)
        return contact_id

    async def held(self, **who: str) -> UUID:
        return await self.take(await self.call(**who))

    async def with_ticket(self, contact_id: UUID, *, joined: bool = False) -> UUID:
        body = {"ticket_id": str(self.ticket_id)}
        if joined:
            assert (await self.desk.act("ticket", contact_id, self.eva, body)).is_success
        else:
            await ticket_of(self.intake, None, contact_id=contact_id)
        return contact_id

    async def asked(self, channel: str) -> UUID:
        """Taken where the channel asks which ticket it belongs to."""
        contact_id = await getattr(self.channels, channel)(
            uuid4().hex, national_id=KNOWN["dni"], customer_number="C-1"
        )
        (rule,) = await self.intake.rows("select version from channel_rule where code = 'inquiry'")
        if rule["version"] == 1:
            await set_rule(self.intake, "chat", "ask")
            await set_rule(self.intake, "inquiry", "ask", ends_with_ticket=False)
        return await self.take(contact_id)

    async def spoken(self, *, held: bool) -> UUID:
        """Somebody spoke with the caller, who has hung up."""
        call = uuid4().hex
        contact_id: UUID = await self.channels.new_call(call, **KNOWN)
        if held:
            await self.take(contact_id)
        await self.channels.call("answer", call, user="201")
        await self.channels.call("hangup", call, cause="normalClearing")
        return contact_id

    async def finished(self) -> UUID:
        contact_id = await self.held(**KNOWN)
        assert (await self.desk.act("finish", contact_id, self.eva, BODIES["finish"])).is_success
        return contact_id

    async def mail(self, *, sender: str | None) -> UUID:
        """A mail that was taken; without a sender there is nobody to answer."""
        contact_id = await self.take(await self.channels.inquiry(uuid4().hex))
        async with self.intake.system() as connection:
            await connection.exec_driver_sql(_BECOMES_MAIL, (contact_id,))
            await connection.exec_driver_sql(_MAIL, (uuid4(), contact_id, sender or ""))
        return contact_id

    async def row(self, contact_id: UUID, who: Headers) -> Any:
        path = f"/api/v1/contacts/{contact_id}"
        return (await self.intake.client.get(path, headers=who)).json()["contact"]

    async def do(self, action: str, contact_id: UUID, who: Headers) -> Any:
        """With what the command needs here."""
        row = await self.row(contact_id, who)
        body = BODIES.get(action)
        if action == "update":
            path, seen = f"/api/v1/contacts/{contact_id}", {"If-Match": str(row["version"])}
            return await self.intake.client.patch(path, json=body, headers=who | seen)
        if action in ("link", "relink"):
            body = {"customer_id": str(self.other_id)}
        elif action == "reason" and row["screen"] == "inquiries":
            body = {"reason": "information"}
        elif action == "service":
            body = {"contract_id": self.contract_id}
        elif action == "transfer":
            body = {"account_id": self.spare["X-Account-Id"]}
        elif action == "ticket" and row["customer_id"]:
            body = {"ticket_id": str(self.ticket_id)}
        return await self.desk.act(PATHS.get(action, action), contact_id, who, body)


_BECOMES_MAIL = "update contact set channel = 'email', email = 'ana@example.com' where id = $1"
_MAIL = """
insert into mail (id, key, system, message_id, sender, subject, text, attachments, sent_at,
  received_at, contact_id)
values ($1, $1::uuid::text, 'mail', '', $3, 'Sin señal', '', '[]', now(), now(), $2)
"""
BODIES: dict[str, dict[str, str]] = {
    "update": {"observations": "Vive al fondo"},
    "reason": {"reason": "complaint"},
    "reply": {"client_id": "r1", "text": "Ya lo reviso"},
    "finish": {"outcome": "Listo"},
    "ticket": {"reason": "Sin servicio"},
    "derive": {"area": "technical", "note": "Sin señal."},
}
PATHS = {"reply": "messages", "relink": "link"}
COMMANDS = (
    "take", "return", "renew", "update", "transfer", "reason", "reply", "finish", "ticket",
    "derive", "service", "link", "relink",
)  # fmt: skip

STATES: dict[str, Callable[[World], Awaitable[UUID]]] = {
    "rings": lambda w: w.channels.new_call(uuid4().hex, **UNKNOWN),
    "missed": lambda w: w.call(**KNOWN),
    "missed, of somebody unknown": lambda w: w.call(),
    "held": lambda w: w.held(**KNOWN),
    "held, of somebody unknown": lambda w: w.held(),
    "held, of somebody unknown, with its own ticket": lambda w: _then(w, w.held()),
    "held, with its own ticket": lambda w: _then(w, w.held(**KNOWN)),
    "held, with another's ticket": lambda w: _then(w, w.held(**KNOWN), joined=True),
    "attended and hung up": lambda w: w.spoken(held=False),
    "held and hung up": lambda w: w.spoken(held=True),
    "finished": lambda w: w.finished(),
    "a chat that waits": lambda w: w.channels.chat(uuid4().hex),
    "a chat whose ticket is asked for": lambda w: w.asked("chat"),
    "an inquiry that may end without its ticket": lambda w: w.asked("inquiry"),
    "a mail": lambda w: w.mail(sender="ana@example.com"),
    "a mail of nobody": lambda w: w.mail(sender=None),
}


async def _then(world: World, held: Awaitable[UUID], *, joined: bool = False) -> UUID:
    return await world.with_ticket(await held, joined=joined)


@pytest_asyncio.fixture
async def world(intake: Harness[Any], channels: Any, desk: Any, customers: Any) -> World:
    """As it is in the morning."""
    await intake.account("tickets.read", role="technician", areas=("technical",))
    customer_id = await customers.exists(cities=["Rosario", "Funes"])
    people = {
        "its holder": await intake.account(*EVERYTHING, name="Eva"),
        "a colleague": await intake.account(*EVERYTHING, name="Beto"),
        "a supervisor": await intake.account(*EVERYTHING, "contacts.force-return", name="Cora"),
        "an onlooker": await intake.account("contacts.read", name="Dan"),
    }
    (row,) = await intake.rows("select services from customer")
    return World(
        intake, channels, desk, customer_id,
        await customers.exists(number="C-2", national_id="10111222"),
        await ticket_of(intake, customer_id), row["services"][1]["contract_id"],
        people["its holder"], await intake.account(*EVERYTHING, name="Fito"), people,
    )  # fmt: skip


@pytest.mark.parametrize("state", STATES)
async def test_what_is_listed_is_done_and_nothing_else(world: World, state: str) -> None:
    for who in world.people.values():
        contact_id = await STATES[state](world)
        before = await world.row(contact_id, who)
        listed = [each for each in COMMANDS if each in before["allowed_actions"]]
        # One command says who it is, whether nobody had said so or somebody wrongly.
        paths = {_path(each) for each in listed}
        refused = [
            (await world.do(each, contact_id, who)).status_code
            for each in COMMANDS
            if _path(each) not in paths
        ]
        after = await world.row(contact_id, who)
        done = {each: await world.do(each, await STATES[state](world), who) for each in listed}

        assert after["version"] == before["version"]
        assert {each: told.text for each, told in done.items() if not told.is_success} == {}
        assert set(refused) <= {200, 403, 409}


def _path(action: str) -> str:
    return PATHS.get(action, action)


async def test_it_does_not_end_before_its_ticket_is_chosen(world: World) -> None:
    """X18: the row says what is wanted first, and afterwards that it can be finished."""
    contact_id = await world.asked("chat")
    asked = await world.row(contact_id, world.eva)
    chosen = (await world.do("ticket", contact_id, world.eva)).json()

    assert (asked["ticket_wanted"], chosen["ticket_wanted"]) == (True, False)
    assert "ticket" in asked["allowed_actions"]
    assert "finish" not in asked["allowed_actions"]
    assert {"finish", "derive"} <= set(chosen["allowed_actions"])
