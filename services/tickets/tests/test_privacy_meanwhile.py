"""What others write about a person while the person is being forgotten is forgotten too."""

from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
import pytest_asyncio
from services.tickets.tests.test_privacy import customer, erasure, left, taken

from chassis.causes import fresh_cause
from chassis.database import LONGEST_TRANSACTION_SECONDS, dsn, is_outage
from chassis.privacy_answers import AGAIN_AFTER_SECONDS, ERASE_AGAIN
from chassis_testing.harness import Harness
from contracts.privacy import ErasureReceiptV1
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]

_NEW_IN_THE_BOOK = """
insert into customer_book
  (customer_id, version, number, name, national_id, phones, emails, services)
values ($1, 1, 'C-7', 'Carla Gómez', '30111222', '{+5493517654321}', '{carla@example.com}', '[]')
"""
_A_LINE = """
insert into timeline (ticket_id, position, id, kind, visibility, body, at)
select id, 77, gen_random_uuid(), 'comment', 'public', 'Carla llamó: Luz roja', now()
from tickets where customer_id = $1
"""


async def receipts(tickets: Tickets) -> list[dict[str, Any]]:
    return [each.data for each in await tickets.emitted() if each.type == ErasureReceiptV1.type]


async def in_flight(tickets: Tickets, person: UUID, unknown: UUID) -> None:
    """Erase both while a transaction is open that has written about them, and commits later."""
    async with tickets.service.database.open(fresh_cause()) as open_one:
        connection = await open_one.driver()
        await connection.execute(_NEW_IN_THE_BOOK, unknown)
        await connection.execute(_A_LINE, person)
        await tickets.deliver([erasure(person), erasure(unknown)])


async def test_what_was_in_flight_is_forgotten_by_the_second_erasure(tickets: Tickets) -> None:
    """Row 42: a transaction that was open meanwhile has seen nothing of the erasure."""
    person, unknown = uuid4(), uuid4()
    await tickets.deliver([customer(person, 1), taken(person, uuid4())])

    await in_flight(tickets, person, unknown)
    assert {"Carla", "Luz roja", "30111222"} <= set(await left(tickets))

    await tickets.fire(ERASE_AGAIN)
    assert await left(tickets) == []
    assert await tickets.rows("select kind from kernel_due") == []


async def test_the_receipt_comes_after_the_second_and_counts_both(tickets: Tickets) -> None:
    person, unknown = uuid4(), uuid4()
    await tickets.deliver([customer(person, 1), taken(person, uuid4())])

    await in_flight(tickets, person, unknown)
    assert await receipts(tickets) == []

    before = len(await tickets.rows("select 1 from timeline"))
    await tickets.fire(ERASE_AGAIN)
    counts = [each["rows"]["timeline"] for each in await receipts(tickets)]
    assert sorted(counts) == [0, before]


@pytest_asyncio.fixture
async def _bounded(tickets: Tickets) -> None:
    """PostgreSQL 17 is the first to bound a transaction."""
    [bound] = await tickets.rows("select current_setting('transaction_timeout', true) as is")
    if bound["is"] is None:
        pytest.skip("this PostgreSQL is older than 17, and has no transaction_timeout")


@pytest.mark.usefixtures("_bounded")
async def test_the_second_waits_for_the_longest_transaction(tickets: Tickets) -> None:
    """The wait rests on a bound that PostgreSQL holds, not on a guess."""
    person = uuid4()
    await tickets.deliver([erasure(person)])

    [due] = await tickets.rows("select extract(epoch from due_at - now()) as ahead from kernel_due")
    [bound] = await tickets.rows("select current_setting('transaction_timeout') as is")
    assert bound["is"] in (f"{LONGEST_TRANSACTION_SECONDS}s", "1min")
    assert AGAIN_AFTER_SECONDS > 2 * LONGEST_TRANSACTION_SECONDS
    assert LONGEST_TRANSACTION_SECONDS < due["ahead"] <= AGAIN_AFTER_SECONDS


@pytest.mark.usefixtures("_bounded")
async def test_a_transaction_that_lasts_too_long_is_ended_as_an_outage(tickets: Tickets) -> None:
    """So a batch that was too slow comes again, and parks nobody."""
    url = dsn(str(tickets.service.settings.database_url))
    connection = await asyncpg.connect(url)
    await connection.execute("set transaction_timeout = '20ms'")
    with pytest.raises(asyncpg.PostgresError) as ended:
        await connection.execute("begin; select pg_sleep(5)")
    assert connection.is_closed()
    assert is_outage(ended.value)
