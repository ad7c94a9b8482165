"""Tickets that several contacts belong to, or that somebody else works on: what the work on one
contact may do to them, and what is only written down."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.records import StoredRecord
from chassis_testing.harness import Harness, record_of
from contracts.intake import ContactFinishedV1, ContactTakenV1
from contracts.intake_tickets import ContactDerivedV1, ContactTicketChosenV1
from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]
Who = dict[str, Any]

ANA: Who = {"account_id": uuid4(), "account_name": "Ana"}
LEO: Who = {"account_id": uuid4(), "account_name": "Leo"}
EVA: Who = {"account_id": uuid4(), "account_name": "Eva"}


def taken(contact_id: UUID, version: int = 2, who: Who = ANA, **fields: Any) -> StoredRecord:
    known = {"contact_id": contact_id, "channel": "call", "waited_seconds": 1.0}
    event = ContactTakenV1(**{**known, **who, **fields})
    return record_of(event, key=contact_id, version=version)


def chosen(
    contact_id: UUID, ticket_id: UUID, version: int = 3, who: Who = ANA, **fields: Any
) -> StoredRecord:
    known = {"contact_id": contact_id, "ticket_id": ticket_id, "channel": "call", "is_new": False}
    event = ContactTicketChosenV1(**{**known, **who, **fields})
    return record_of(event, key=contact_id, version=version)


def derived(contact_id: UUID, ticket_id: UUID, who: Who = ANA) -> StoredRecord:
    event = ContactDerivedV1(
        contact_id=contact_id, ticket_id=ticket_id, area="technical", note="Sin señal.", **who
    )
    return record_of(event, key=contact_id, version=8)


def ended(
    contact_id: UUID, ticket_id: UUID, resolution: str | None = None, who: Who = ANA
) -> StoredRecord:
    event = ContactFinishedV1(
        contact_id=contact_id, ticket_id=ticket_id, channel="call", outcome="Atendido",
        resolution=resolution, **who,
    )  # fmt: skip
    return record_of(event, key=contact_id, version=9)


class Seen:
    """What is stored of tickets."""

    def __init__(self, tickets: Tickets, supervisor: Headers) -> None:
        self._tickets, self._supervisor = tickets, supervisor

    async def now(self, ticket_id: UUID) -> tuple[str, str, str | None]:
        """State, area and owner."""
        rows = await self._tickets.rows("select id, state, area, account_name from tickets")
        (row,) = (row for row in rows if row["id"] == ticket_id)
        return row["state"], row["area"], row["account_name"]

    async def last(self, ticket_id: UUID, count: int = 1) -> list[tuple[str, str]]:
        """The newest lines of its timeline."""
        query = "select ticket_id, kind, body from timeline order by position"
        rows = await self._tickets.rows(query)
        return [(row["kind"], row["body"]) for row in rows if row["ticket_id"] == ticket_id][
            -count:
        ]

    async def act(self, ticket_id: UUID, action: str, **body: Any) -> None:
        """A supervisor does something to it."""
        answer = await self._tickets.client.post(
            f"/api/v1/tickets/{ticket_id}/{action}", json=body or None, headers=self._supervisor
        )
        assert answer.is_success, answer.text


@pytest.fixture
def seen(tickets: Tickets, supervisor: Headers) -> Seen:
    return Seen(tickets, supervisor)


@pytest.fixture
async def begun(tickets: Tickets, seen: Seen) -> UUID:
    """The ticket of an earlier call, on which Leo works."""
    contact_id = uuid4()
    await tickets.deliver([taken(contact_id, who=LEO)])
    await seen.act(ticket_id_for(contact_id), "start")
    return ticket_id_for(contact_id)


async def test_a_contact_taken_again_takes_no_work_away_from_anybody(
    tickets: Tickets, begun: UUID, seen: Seen
) -> None:
    """X11: the ticket it had only joined stays with whoever works on it."""
    contact_id = uuid4()
    await tickets.deliver([taken(contact_id, ticket_id=begun)])

    await tickets.deliver([taken(contact_id, 5, EVA, ticket_id=begun)])

    assert await seen.now(begun) == ("in_progress", "support", "Leo")
    assert await seen.last(begun) == [("note", "El contacto fue tomado otra vez por Eva.")]


async def test_a_joined_ticket_nobody_has_begun_goes_along_with_its_contact(
    tickets: Tickets, seen: Seen
) -> None:
    one, two = uuid4(), uuid4()
    shared = ticket_id_for(one)
    await tickets.deliver([taken(one, who=LEO), taken(two, ticket_id=shared)])

    await tickets.deliver([taken(two, 5, EVA, ticket_id=shared)])

    assert await seen.now(shared) == ("assigned", "support", "Eva")


async def test_its_own_ticket_goes_along_though_it_was_begun_and_not_if_others_joined(
    tickets: Tickets, seen: Seen
) -> None:
    """A call that is handed over is handed over with its ticket."""
    one, two = uuid4(), uuid4()
    own = ticket_id_for(one)
    await tickets.deliver([taken(one)])
    await seen.act(own, "start")
    await tickets.deliver([taken(one, 4, LEO)])
    assert await seen.now(own) == ("assigned", "support", "Leo")

    await seen.act(own, "start")
    await tickets.deliver([taken(two, ticket_id=own), taken(one, 6, EVA)])

    assert await seen.now(own) == ("in_progress", "support", "Leo")


async def test_its_own_ticket_stays_where_a_supervisor_moved_it(
    tickets: Tickets, seen: Seen
) -> None:
    contact_id = uuid4()
    own = ticket_id_for(contact_id)
    await tickets.deliver([taken(contact_id)])
    await seen.act(own, "assign", area="technical")

    await tickets.deliver([taken(contact_id, 4, LEO)])

    assert await seen.now(own) == ("assigned", "technical", None)
    assert await seen.last(own) == [("note", "El contacto fue tomado otra vez por Leo.")]


async def test_a_ticket_that_others_joined_is_no_duplicate(
    tickets: Tickets, begun: UUID, seen: Seen
) -> None:
    one, two = uuid4(), uuid4()
    own = ticket_id_for(one)
    await tickets.deliver([taken(one), taken(two, ticket_id=own)])

    await tickets.deliver([chosen(one, begun)])
    assert (await seen.now(own))[0] == "assigned"
    await tickets.deliver([ended(two, own, "Listo")])

    assert (await seen.now(own))[0] == "finished"
    assert (await seen.now(begun))[0] == "in_progress"


async def test_a_ticket_that_others_left_again_is_a_duplicate(
    tickets: Tickets, begun: UUID, seen: Seen
) -> None:
    one, two = uuid4(), uuid4()
    own = ticket_id_for(one)
    await tickets.deliver([taken(one), taken(two, ticket_id=own), chosen(two, begun)])

    await tickets.deliver([chosen(one, begun)])

    assert (await seen.now(own))[0] == "cancelled"


@pytest.mark.parametrize(("by", "state"), [(LEO, "in_progress"), (ANA, "cancelled")])
async def test_a_ticket_that_somebody_else_began_to_work_on_is_no_duplicate(
    tickets: Tickets, begun: UUID, seen: Seen, by: Who, state: str
) -> None:
    """What its holder began is theirs to leave; what a colleague began is not."""
    contact_id = uuid4()
    own = ticket_id_for(contact_id)
    await tickets.deliver([taken(contact_id, who=by)])
    await seen.act(own, "start")

    await tickets.deliver([chosen(contact_id, begun)])

    assert (await seen.now(own))[0] == state


async def test_what_was_said_at_the_end_is_kept_by_a_cancelled_ticket(
    tickets: Tickets, seen: Seen
) -> None:
    contact_id = uuid4()
    own = ticket_id_for(contact_id)
    await tickets.deliver([taken(contact_id)])
    await seen.act(own, "cancel", reason="Error")

    await tickets.deliver([ended(contact_id, own, "Se reinició el puerto.")])

    assert await seen.now(own) == ("cancelled", "support", "Ana")
    assert [body for _, body in await seen.last(own, 2)] == [
        "Contacto finalizado: Atendido",
        "Se reinició el puerto.",
    ]


async def test_the_end_is_written_on_the_ticket_the_contact_belongs_to(
    tickets: Tickets, begun: UUID, seen: Seen
) -> None:
    """The desk may still name the ticket it had chosen and that could not have the contact, or
    the duplicate."""
    late, moved = uuid4(), uuid4()
    await seen.act(begun, "finish", resolution="Listo")
    await tickets.deliver([taken(late), chosen(late, begun), ended(late, begun, "Otra cosa.")])
    await tickets.deliver([taken(moved), taken(uuid4(), ticket_id=begun)])
    other = uuid4()
    await tickets.deliver([chosen(moved, other, is_new=True, reason="TV")])
    await tickets.deliver([derived(moved, ticket_id_for(moved))])

    assert (await seen.now(ticket_id_for(late)))[0] == "finished"
    assert await seen.last(begun) == [("finished", "Listo")]
    assert await seen.now(ticket_id_for(moved)) == ("cancelled", "support", "Ana")
    assert await seen.now(other) == ("assigned", "technical", None)


async def test_who_only_joined_anothers_work_neither_finishes_nor_derives_it(
    tickets: Tickets, begun: UUID, seen: Seen
) -> None:
    """C26, C59: what they say of it is there to read for whoever works on it."""
    one, two = uuid4(), uuid4()
    await tickets.deliver([taken(one, ticket_id=begun), taken(two, ticket_id=begun)])

    await tickets.deliver([ended(one, begun, "Se reinició el puerto.")])
    assert await seen.last(begun, 2) == [
        ("note", "Contacto finalizado: Atendido"),
        ("note", "Se reinició el puerto."),
    ]
    await tickets.deliver([derived(two, begun)])

    assert await seen.last(begun) == [("note", "Se pidió derivar a technical: Sin señal.")]
    assert await seen.now(begun) == ("in_progress", "support", "Leo")
    assert await tickets.rows("select 1 from kernel_due") == []


@pytest.mark.parametrize(("area", "state"), [("support", "finished"), ("technical", "assigned")])
async def test_what_is_nobodys_is_finished_by_the_desk_in_its_own_area_alone(
    tickets: Tickets, seen: Seen, open_ticket: Any, area: str, state: str
) -> None:
    """B17: in another area somebody there decides."""
    one, two = uuid4(), uuid4()
    shared = ticket_id_for(one)
    await tickets.deliver([taken(one, who=LEO), taken(two, ticket_id=shared)])
    await seen.act(shared, "assign", area=area)

    await tickets.deliver([ended(two, shared, "Se reinició el puerto.")])

    assert await seen.now(shared) == (state, area, None)
