"""A list in which few tickets may be what is asked for is looked through a stretch at a time."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from services.tickets.tests.test_list_plan import FILL_GRAMS
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.causes import Cause
from chassis.policies import Actor
from chassis.reach import Scope
from chassis.row_security import tell_scope
from chassis.transactions import Tx
from chassis_testing.harness import Harness
from tickets.application.ports import TicketFilter, Transaction
from tickets.domain.lifecycle import PENDING, State
from tickets.domain.report import Channel
from tickets.outbound import list_walk
from tickets.outbound.reads import SqlReads

Tickets = Harness[Transaction]
LOOKED_AT = 400
NUMBER = 30 * LOOKED_AT
SEEN = frozenset({"area-0"})
STAFF = Actor(uuid4(), "a", "A", "operator", frozenset(), frozenset(), None)
SUPERVISOR = Actor(uuid4(), "s", "S", "supervisor", SEEN, frozenset(), None)

# Half are in an area, the others in a category; only a few in both, some at each end. Every second
# has the same title. None but the newest hundred is pending.
_FILL = """
insert into tickets (id, number, version, state, title, title_search, description, priority,
  reported_area, registered_at, area, reopen_count, category, channel)
select gen_random_uuid(), n, 2, case when n > {number} - 100 then 'assigned' else 'closed' end,
  title, title, repeat('x', 300), 'medium', 'area-0', now(), 'area-' || n % 2, 0,
  case when n in (100, 200, {number} - 200) or n % 2 = 1 then 'category-1' else 'category-2' end,
  'call'
from (select n, case when n % 2 = 0 then 'sin servicio' else 'ticket ' || md5(n::text) end as title
      from generate_series(1, {number}) n) each
"""
_READ = """
select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables
where relname = 'tickets'
"""


@pytest_asyncio.fixture
async def desk(tickets: Tickets, monkeypatch: pytest.MonkeyPatch) -> Tickets:
    """The service, with a history that is long for what is looked at."""
    monkeypatch.setattr(list_walk, "MOST_LOOKED_AT", LOOKED_AT)
    async with tickets.system() as connection:
        await connection.exec_driver_sql("set local statement_timeout = '60s'")
        await connection.exec_driver_sql(_FILL.format(number=NUMBER))
        await connection.exec_driver_sql(FILL_GRAMS)
    async with tickets.system() as connection:
        await connection.exec_driver_sql("analyze tickets, title_gram")
    return tickets


async def pages(desk: Tickets, person: Actor, wanted: TicketFilter) -> list[list[int]]:
    """The numbers on every page, to the end; none may read more than a bounded number of rows."""
    found: list[list[int]] = []
    below: int | None = None
    while True:
        async with desk.service.engine.begin() as connection:
            await tell_scope(connection, Scope.of(person))
            before = await _rows_read(connection)
            reads = SqlReads(Tx(connection, Cause("system", "test"), "/test"))
            stretch = await reads.list(wanted, person, below=below, limit=50)
            read = await _rows_read(connection) - before
        assert read < 8 * LOOKED_AT, f"{wanted} reads {read} rows"
        found.append([row.number for row in stretch.rows[:50]])
        if len(stretch.rows) > 50:
            below = found[-1][-1]
        elif stretch.reached is None:
            return found
        else:
            below = stretch.reached


async def _rows_read(connection: AsyncConnection) -> int:
    result = await connection.exec_driver_sql(_READ)
    return int(result.scalar_one())


async def test_two_filters_that_rarely_meet_are_walked_through_and_none_is_left_out(
    desk: Tickets,
) -> None:
    wanted = TicketFilter(area="area-0", categories=frozenset({"category-1"}))
    found = await pages(desk, STAFF, wanted)
    assert found == [[NUMBER - 200], *(13 * [[]]), [200, 100], []]


async def test_what_never_meets_has_empty_pages(desk: Tickets) -> None:
    wanted = TicketFilter(area="area-1", categories=frozenset({"category-2"}))
    assert await pages(desk, STAFF, wanted) == 15 * [[]]


async def test_a_filter_that_few_meet_leads_to_all_of_them_at_once(desk: Tickets) -> None:
    wanted = TicketFilter(area="area-0", channels=frozenset({Channel.APP}))
    assert await pages(desk, STAFF, wanted) == [[]]


async def test_own_areas_are_walked_through_likewise(desk: Tickets) -> None:
    found = await pages(desk, SUPERVISOR, TicketFilter(categories=frozenset({"category-1"})))
    assert [row for page in found for row in page] == [NUMBER - 200, 200, 100]


async def test_a_title_of_very_many_is_walked_through(desk: Tickets) -> None:
    """E92, E95."""
    found = await pages(desk, STAFF, TicketFilter(query="servicio"))
    assert found[0] == list(range(NUMBER, NUMBER - 100, -2))
    assert [row for page in found for row in page] == list(range(NUMBER, 0, -2))
    for wanted in (
        TicketFilter(query="servicio", categories=frozenset({"category-1"})),
        TicketFilter(query="servicio de ayer"),
    ):
        await pages(desk, STAFF, wanted)


async def test_what_is_pending_is_found_at_once(desk: Tickets) -> None:
    wanted = TicketFilter(states=PENDING, area="area-0")
    newest = list(range(NUMBER, NUMBER - 100, -2))
    for person in (STAFF, SUPERVISOR):
        assert await pages(desk, person, wanted) == [newest]


async def test_a_title_of_few_is_found_at_once(desk: Tickets) -> None:
    wanted = TicketFilter(query="c4ca4238a0b9", states=frozenset({State.CLOSED}))
    assert await pages(desk, STAFF, wanted) == [[1]]


async def test_a_page_in_the_api_says_how_far_was_looked(desk: Tickets) -> None:
    headers = await desk.account("tickets.read", "scope.all")
    asked: dict[str, Any] = {"area": "area-0", "category": "category-1"}
    found: list[int] = []
    requests = 0
    while asked.get("after", "") is not None:
        answer = await desk.client.get("/api/v1/tickets", params=asked, headers=headers)
        page = answer.json()
        found += [row["number"] for row in page["items"]]
        asked["after"] = page["next"]
        requests += 1
    assert (found, requests) == ([NUMBER - 200, 200, 100], 16)
