"""Tickets that stay finished close by themselves."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.due import Timers
from chassis_testing.harness import Harness
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]


async def finished(tickets: Tickets, headers: Headers, open_ticket: Any) -> str:
    ticket_id: str = (await open_ticket())["id"]
    await do(tickets, ticket_id, "assign", headers, area="support")
    await do(tickets, ticket_id, "finish", headers, resolution="Se reinició la ONU.")
    return ticket_id


async def do(tickets: Tickets, ticket_id: str, step: str, headers: Headers, **body: str) -> None:
    url = f"/api/v1/tickets/{ticket_id}/{step}"
    answer = await tickets.client.post(url, json=body, headers=headers)
    assert answer.status_code == 200, answer.text


async def let_days_pass(tickets: Tickets, days: int) -> None:
    """Everything that is due becomes due so many days earlier."""
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            f"update kernel_due set due_at = due_at - interval '{days} days'"  # noqa: S608
        )


async def fire(tickets: Tickets) -> bool:
    service = tickets.service
    return await Timers(service.database, service.definition.timers).fire_one()


async def test_finishing_sets_the_day_on_which_it_closes(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    ticket_id = await finished(tickets, supervisor, open_ticket)
    [due] = await tickets.rows("select kind, subject, due_at from kernel_due")

    assert (due["kind"], due["subject"]) == ("auto-close", ticket_id)
    days = (due["due_at"] - datetime.now(UTC)) / timedelta(days=1)
    assert 14.9 < days <= 15
    assert not await fire(tickets)


async def test_a_ticket_that_stayed_finished_is_closed_by_the_system(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """X10, 1.7."""
    ticket_id = await finished(tickets, supervisor, open_ticket)
    await let_days_pass(tickets, 15)
    assert await fire(tickets)

    told = (await tickets.emitted())[-1]
    assert (told.type, told.sequence) == ("tickets.ticket-closed.v1", 4)
    assert told.data["closed_by"] is None
    assert told.data["closing_text"].startswith("Dimos por resuelta su solicitud.")
    url = f"/api/v1/tickets/{ticket_id}"
    detail = (await tickets.client.get(url, headers=supervisor)).json()
    assert detail["state"] == "closed"
    assert detail["timeline"]["items"][0]["author_id"] is None
    assert not await fire(tickets)


async def test_what_was_reopened_or_closed_does_not_close_by_itself(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    for step, body in (("reopen", {"reason": "No."}), ("close", {"closing_text": "Listo."})):
        ticket_id = await finished(tickets, supervisor, open_ticket)
        await do(tickets, ticket_id, step, supervisor, **body)

    assert await tickets.rows("select 1 from kernel_due") == []


async def test_finishing_again_counts_the_days_anew(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    ticket_id = await finished(tickets, supervisor, open_ticket)
    await let_days_pass(tickets, 10)
    await do(tickets, ticket_id, "reopen", supervisor, reason="Sigue igual.")
    await do(tickets, ticket_id, "finish", supervisor, resolution="Se cambió la ONU.")
    await let_days_pass(tickets, 10)

    assert not await fire(tickets)


async def test_a_refused_command_leaves_the_day_as_it_was(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    ticket_id = await finished(tickets, supervisor, open_ticket)
    url = f"/api/v1/tickets/{ticket_id}/reopen"
    stranger = await tickets.account("tickets.reopen", role="customer")
    answer = await tickets.client.post(url, json={"reason": "No."}, headers=stranger)

    assert answer.status_code == 404
    assert len(await tickets.rows("select 1 from kernel_due")) == 1


async def test_a_day_that_comes_for_a_reopened_ticket_changes_nothing(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """The row was taken just before the ticket was reopened."""
    ticket_id = await finished(tickets, supervisor, open_ticket)
    due = await tickets.rows("select * from kernel_due")
    await do(tickets, ticket_id, "reopen", supervisor, reason="Sigue igual.")
    before = await tickets.emitted()
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into kernel_due (kind, subject, due_at, correlation_id) "
            "values ($1, $2, now() - interval '1 day', '')",
            (due[0]["kind"], due[0]["subject"]),
        )

    assert await fire(tickets)
    assert await tickets.emitted() == before


async def test_the_timer_and_a_person_at_the_same_moment_close_it_once(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """Whoever comes second is told, or finds nothing to do; nobody waits for the other in vain."""
    for _ in range(8):
        ticket_id = await finished(tickets, supervisor, open_ticket)
        await let_days_pass(tickets, 15)
        url = f"/api/v1/tickets/{ticket_id}/close"
        _, answer = await asyncio.gather(
            fire(tickets),
            tickets.client.post(url, json={"closing_text": "Listo."}, headers=supervisor),
        )
        told = [event.type for event in await tickets.emitted() if event.key == ticket_id]
        assert told.count("tickets.ticket-closed.v1") == 1
        assert answer.status_code in (200, 409)
        assert await tickets.rows("select 1 from kernel_due") == []
