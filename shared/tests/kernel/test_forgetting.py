"""What nobody needs any more goes by itself; what waits for somebody never does."""

import asyncio

import asyncpg
import pytest

from chassis import call_rows, quarantine, upkeep
from chassis.database import dsn
from chassis.transactions import Tx
from chassis_testing.probe_world import ProbeWorld
from chassis_testing.waiting import until

_PUT = """
insert into kernel_quarantine
  (topic, partition, "offset", value, headers, timestamp_ms, reason, detail, quarantined_at,
   settled_at, settled_as)
select 'probe', 0, n, 'x', '[]', 0, 'test', 'test', now() - interval '400 days',
  case when n < 20 then now() - make_interval(days => 80 + n) end,
  case when n < 20 then 'discarded' end
from generate_series(0, 24) as n
"""


async def test_settled_records_are_forgotten_after_ninety_days_and_open_ones_never(
    world: ProbeWorld,
) -> None:
    """Of twenty that were settled 80 to 99 days ago half are too old; five are not settled."""
    await world.query(_PUT)
    async with world.service():

        async def old_ones_are_gone() -> bool:
            return await world.count("kernel_quarantine") == 15

        await until(old_ones_are_gone)

    rows = await world.query('select "offset" as n from kernel_quarantine order by "offset"')
    assert [row["n"] for row in rows] == [*range(10), *range(20, 25)]


_PUT_MANY = """
insert into kernel_inbox (source, event_id, received_at)
select 'test', n, now() - interval '22 days' from generate_series(1, 21000) as n;
insert into kernel_idempotency (key, actor, route, request_hash, created_at)
select n, 'test', 'test', '', now() - interval '3 days' from generate_series(1, 11000) as n;
insert into kernel_ended_session select gen_random_uuid(), now() - interval '1 day'
from generate_series(1, 11000);
insert into kernel_call (id, kind, subject, payload, cause, state, settled_at)
select gen_random_uuid(), 'test', n, '{}', '{}', 'done', now() - interval '31 days'
from generate_series(1, 11000) as n;
insert into kernel_quarantine
  (topic, partition, "offset", headers, timestamp_ms, reason, detail, settled_at)
select 'probe', 0, n, '[]', 0, 'test', 'test', now() - interval '91 days'
from generate_series(1, 11000) as n;
"""
_TABLES = (
    "kernel_inbox",
    "kernel_idempotency",
    "kernel_ended_session",
    "kernel_call",
    "kernel_quarantine",
)


async def test_more_than_one_transaction_may_delete_is_forgotten_at_once(
    world: ProbeWorld,
) -> None:
    """Else a busy service remembers more every day: workers forget but once an hour."""
    await world.run(_PUT_MANY)
    async with world.service():

        async def all_is_gone() -> bool:
            return not any([await world.count(table) for table in _TABLES])

        await until(all_is_gone)


_NEVER_IN_TIME = """
create function too_slow() returns trigger language plpgsql as
  $$ begin raise sqlstate '57014'; end $$;
create trigger too_slow before delete on kernel_inbox for each row execute function too_slow();
alter table kernel_parked_key rename to not_to_be_counted;
"""


async def test_a_chore_that_never_ends_in_time_keeps_no_other_from_its_turn(
    world: ProbeWorld,
) -> None:
    """Looking around, one of what is forgotten, and a chore of the service's own: the database
    ends each of them whenever it is tried."""
    did: list[str] = []

    async def dawdle(tx: Tx) -> bool:
        did.append("dawdle")
        await (await tx.driver()).execute("do $$ begin raise sqlstate '57014'; end $$")
        return True

    async def other(_: Tx) -> bool:
        did.append("other")
        return False

    async def all_had_their_turn() -> bool:
        return "other" in did and not any([await world.count(table) for table in _TABLES[1:]])

    await world.run(_PUT_MANY + _NEVER_IN_TIME)
    async with world.service() as harness:
        keeping_up = asyncio.create_task(upkeep.keep_up(harness.service.database, [dawdle, other]))
        try:
            await until(all_had_their_turn)
        finally:
            keeping_up.cancel()

    assert did == ["dawdle", "other"]
    assert await world.count("kernel_inbox") == 21_000


async def test_a_chore_that_left_some_is_done_again_at_once_in_another_transaction(
    world: ProbeWorld,
) -> None:
    """A service's own, like what the kernel forgets: else it would never catch up."""
    transactions: list[int] = []

    async def in_three_turns(tx: Tx) -> bool:
        number = await (await tx.driver()).fetchval("select pg_current_xact_id()::text::bigint")
        transactions.append(number)
        return len(transactions) < 3

    async def is_done() -> bool:
        return len(transactions) == 3

    async with world.service() as harness:
        keeping_up = asyncio.create_task(upkeep.keep_up(harness.service.database, [in_three_turns]))
        try:
            await until(is_done)
        finally:
            keeping_up.cancel()

    assert len(set(transactions)) == 3


_MANY_SETTLED = """
insert into kernel_call (id, kind, subject, payload, cause, state, settled_at)
select gen_random_uuid(), 'test', n, '{}', '{}', 'done', now() - interval '29 days' * random()
from generate_series(1, 20000) as n;
insert into kernel_quarantine
  (topic, partition, "offset", headers, timestamp_ms, reason, detail, settled_at)
select 'probe', 0, n, '[]', 0, 'test', 'test', now() - interval '89 days' * random()
from generate_series(1, 20000) as n;
analyze kernel_call, kernel_quarantine;
"""


@pytest.mark.parametrize(
    ("asked", "values"),
    [(upkeep._CALLS, []), (call_rows._FORGET, [5_000]), (quarantine._FORGET, [90, 5_000])],
    ids=["calls that are open", "calls to forget", "records to forget"],
)
async def test_what_is_settled_is_not_read_to_find_what_is_open_or_old(
    world: ProbeWorld, asked: str, values: list[int]
) -> None:
    await world.run(_MANY_SETTLED)
    connection = await asyncpg.connect(dsn(world.url))
    try:
        plan = "\n".join(row[0] for row in await connection.fetch(f"explain {asked}", *values))
    finally:
        await connection.close()

    assert "Seq Scan" not in plan, plan
