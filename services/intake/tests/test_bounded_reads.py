"""What is asked at every moment of a desk in use reads no more than it shows, or all only once."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.causes import fresh_cause
from chassis.policies import Actor
from chassis.reach import SEE_ALL
from chassis_testing.harness import Harness
from intake.domain.actions import Viewer
from intake.outbound.search_index import index_some
from intake.outbound.transaction import IntakeTransaction

NUMBER = 5_000
STAFF = Actor(uuid4(), "a", "A", "supervisor", frozenset(), frozenset({SEE_ALL}), None)
CONTACTS = """
insert into contact (id, source, channel, external_id, version, state, screen, received_at,
                     accepted_at, routed_to, phone)
select gen_random_uuid(), 'web', 'chat', n::text, 1, 'open', 'chats',
       now() - n * interval '1 second', now(), 'queue-' || n % 5, '+5493415551234'
from generate_series(1, {number}) as n
"""
QUEUES = [f"queue-{n}" for n in range(5)]
# Each was offered to two who did not take it.
OFFERS = """
insert into offer (id, contact_id, queue, account_id, state, offered_at, expires_at)
select gen_random_uuid(), id, routed_to, lpad(n::text, 32, '0')::uuid, 'expired', now(), now()
from contact, generate_series(1, 2) n
"""
READ = """
select coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)::int
from pg_stat_xact_user_tables where relname = $1
"""


@pytest.fixture
async def desk(intake: Harness[Any]) -> Harness[Any]:
    """Very many wait, all from one telephone nobody knows."""
    async with intake.system() as connection:
        await connection.exec_driver_sql(CONTACTS.format(number=NUMBER))
        await connection.exec_driver_sql(OFFERS)
    async with intake.system() as connection:
        await connection.exec_driver_sql("analyze contact, offer")
    return intake


async def rows_read(tx: IntakeTransaction, table: str) -> int:
    """So far, by this connection."""
    read: int = await (await tx.kernel.driver()).fetchval(READ, table)
    return read


async def test_the_recent_contacts_of_an_unknown_telephone_are_read_and_no_others(
    desk: Harness[Any],
) -> None:
    async with desk.service.database.begin(fresh_cause()) as tx:
        contact_id: UUID = await (await tx.kernel.driver()).fetchval("select id from contact")
        before = await rows_read(tx, "contact")
        viewer = Viewer(STAFF.account_id, STAFF.permissions)
        detail = await tx.desk.detail(contact_id, viewer, STAFF)
        read = await rows_read(tx, "contact") - before

    assert len(detail.around.recent_contacts) == 10
    assert read < 100


async def test_what_waits_is_counted_in_one_pass_for_all_queues(desk: Harness[Any]) -> None:
    async with desk.service.database.begin(fresh_cause()) as tx:
        before = await rows_read(tx, "contact")
        now = await tx.waiting.now([*QUEUES, "empty"])
        read = await rows_read(tx, "contact") - before

    assert {code: each.waiting for code, each in now.items()} == dict.fromkeys(QUEUES, 1_000) | {
        "empty": 0
    }
    assert now["empty"].oldest is None
    assert read <= NUMBER


async def test_offers_are_looked_up_for_the_most_urgent_only(desk: Harness[Any]) -> None:
    """Also when they come all at once, and PostgreSQL believes that hardly any wait."""
    for then in ("update contact set state = 'closed'", "analyze contact"):
        async with desk.system() as connection:
            await connection.exec_driver_sql(then)
    async with desk.system() as connection:
        await connection.exec_driver_sql("update contact set state = 'open'")
    async with desk.service.database.begin(fresh_cause()) as tx:
        before = await rows_read(tx, "offer")
        waiting = await tx.offers.waiting(QUEUES, [STAFF.account_id], 20)
        read = await rows_read(tx, "offer") - before
        oldest = "select id from contact order by received_at limit 20"
        rows = await (await tx.kernel.driver()).fetch(oldest)

    assert [each.contact_id for each in waiting] == [row["id"] for row in rows]
    assert read < 20 * 20


async def test_new_contacts_are_made_findable_before_a_backlog(
    desk: Harness[Any], channels: Any
) -> None:
    async with desk.system() as connection:
        await connection.exec_driver_sql(
            "with noted as (delete from contact_unsearched returning *)"
            " insert into contact_unsearched_backlog select * from noted"
        )
    new = await channels.chat()
    async with desk.system() as connection:
        # One of before has other texts since.
        await connection.exec_driver_sql(
            "update contact set name = 'Zoe' where id = (select contact_id"
            " from contact_unsearched_backlog limit 1)"
        )
    async with desk.service.database.begin(fresh_cause()) as tx:
        at_once = await index_some(tx.kernel)

    found = [row["contact_id"] for row in await desk.rows("select contact_id from contact_search")]
    assert new in found
    assert NUMBER > at_once == len(found) > 200
