"""Saving: versions, conflicts, and that nothing is told of what was not kept."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from chassis.causes import fresh_cause
from chassis.errors import ConcurrentUpdate
from chassis_testing.harness import Harness
from tickets.application.ports import Transaction
from tickets.domain.people import Account, Owner, Requester, Stamp
from tickets.domain.report import Priority, Report
from tickets.domain.ticket import Ticket

Tickets = Harness[Transaction]
STAMP = Stamp(uuid4(), "Ana", datetime(2026, 3, 2, 9, 30, tzinfo=UTC))


def a_ticket(ticket_id: UUID | None = None) -> Ticket:
    report = Report(
        title="Sin conexión",
        description="No navega.",
        area="support",
        category="no-connection",
        priority=Priority.HIGH,
        contact_id=uuid4(),
        customer_id=uuid4(),
        requester=Requester("Carla", "+549351", "carla@example.com", "Córdoba"),
    )
    return Ticket.register(ticket_id or uuid4(), 7, report, STAMP)


async def kept(tickets: Tickets, ticket: Ticket) -> Ticket:
    async with tickets.service.database.begin(fresh_cause()) as tx:
        await tx.tickets.add(ticket)
    return ticket


async def loaded(tickets: Tickets, ticket_id: UUID) -> Ticket:
    async with tickets.service.database.begin(fresh_cause()) as tx:
        ticket = await tx.tickets.find(ticket_id)
    assert ticket is not None
    return ticket


async def test_a_ticket_comes_back_as_it_was_kept(tickets: Tickets) -> None:
    ticket = a_ticket()
    ticket.assign(Owner("technical", Account(uuid4(), "Leo")), STAMP)
    await kept(tickets, ticket)

    assert await loaded(tickets, ticket.id) == ticket
    assert ticket.version == 2


async def test_two_changes_of_the_same_version_are_a_conflict(tickets: Tickets) -> None:
    ticket = await kept(tickets, a_ticket())
    first, second = await loaded(tickets, ticket.id), await loaded(tickets, ticket.id)
    first.cancel("Duplicado.", STAMP)
    second.assign(Owner("support"), STAMP)
    async with tickets.service.database.begin(fresh_cause()) as tx:
        await tx.tickets.save(first)
    with pytest.raises(ConcurrentUpdate):
        async with tickets.service.database.begin(fresh_cause()) as tx:
            await tx.tickets.save(second)

    assert (await loaded(tickets, ticket.id)).state == "cancelled"
    assert [event.sequence for event in await tickets.emitted()] == [1, 2]


async def test_an_id_that_is_there_is_a_conflict(tickets: Tickets) -> None:
    ticket = await kept(tickets, a_ticket())
    with pytest.raises(ConcurrentUpdate):
        await kept(tickets, a_ticket(ticket.id))

    assert len(await tickets.emitted()) == 1


async def test_what_is_rolled_back_is_neither_kept_nor_told(tickets: Tickets) -> None:
    async def fail_after_adding() -> None:
        async with tickets.service.database.begin(fresh_cause()) as tx:
            await tx.tickets.add(a_ticket())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_after_adding()

    assert await tickets.emitted() == []
    for table in ("tickets", "timeline"):
        assert await tickets.rows(f"select 1 from {table}") == []  # noqa: S608


async def test_saving_what_did_not_change_writes_nothing(tickets: Tickets) -> None:
    ticket = await kept(tickets, a_ticket())
    async with tickets.service.database.begin(fresh_cause()) as tx:
        same = await tx.tickets.find(ticket.id)
        assert same is not None
        await tx.tickets.save(same)

    assert len(await tickets.emitted()) == 1
    assert (await loaded(tickets, ticket.id)).version == 1


async def test_the_timeline_only_grows(tickets: Tickets) -> None:
    """X22: one line per version, by position."""
    ticket = await kept(tickets, a_ticket())
    ticket.assign(Owner("support"), STAMP)
    ticket.cancel("Duplicado.", STAMP)
    async with tickets.service.database.begin(fresh_cause()) as tx:
        await tx.tickets.save(ticket)

    lines = await tickets.rows("select position, kind from timeline order by position")
    assert lines == [
        {"position": 1, "kind": "registered"},
        {"position": 2, "kind": "assigned"},
        {"position": 3, "kind": "cancelled"},
    ]
