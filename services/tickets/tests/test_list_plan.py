"""Every list reads its page through an index, however many tickets there are."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest_asyncio
from services.tickets.tests.plans import nodes_of, plan_of, rows_read
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.policies import Actor
from chassis.reach import WHOLE, Scope
from chassis.row_security import tell_scope
from chassis_testing.harness import Harness
from tickets.application.ports import TicketFilter, Transaction
from tickets.domain.lifecycle import PENDING, State
from tickets.domain.report import Channel
from tickets.outbound.list_query import page_seen_by
from tickets.outbound.list_walk import walk_of
from tickets.outbound.scope import TICKETS

STAFF = Actor(uuid4(), "a", "A", "operator", frozenset(), frozenset(), None)
AREAS = frozenset({"area-3", "area-4"})
SUPERVISOR = Actor(UUID(int=8), "s", "S", "supervisor", AREAS, frozenset(), None)
TECHNICIAN = Actor(UUID(int=9), "t", "T", "technician", AREAS, frozenset(), None)
CUSTOMER = Actor(UUID(int=99), "c", "C", "customer", frozenset(), frozenset(), UUID(int=7))

_FILL = """
insert into tickets (id, number, version, state, title, title_search, description, priority,
  reported_area, registered_at, registered_by, area, account_id, customer_id, reopen_count,
  category, channel)
select gen_random_uuid(), n, 2,
  case when n > 29900 then 'assigned' when n % 7 = 0 then 'cancelled' else 'closed' end,
  'Ticket ' || md5(n::text), 'ticket ' || md5(n::text), repeat('x', 300), 'medium',
  'area-' || n % 20, now(), lpad(to_hex(n % 50), 32, '0')::uuid, 'area-' || n % 20,
  lpad(to_hex(n % 50), 32, '0')::uuid, lpad(to_hex(n % 5000), 32, '0')::uuid, 0,
  case when n % 200 = 0 then 'rare' when n % 3 > 0 then 'category-' || n % 10 end,
  case when n % 100 = 0 then 'app' when n % 2 = 0 then 'call' else 'staff' end
from generate_series(1, 30000) n
"""


FILL_GRAMS = """
insert into title_gram (ticket_id, grams)
select id, array(
  select distinct ((ascii(substr(title_search, i, 1))::bigint * 1000003
    + ascii(substr(title_search, i + 1, 1)) * 1009
    + ascii(substr(title_search, i + 2, 1))) % 2147483647)::int
  from generate_series(1, length(title_search) - 2) i)
from tickets
"""


@pytest_asyncio.fixture
async def connection(tickets: Harness[Transaction]) -> AsyncIterator[AsyncConnection]:
    """A database with thirty thousand tickets, most of them closed."""
    async with tickets.service.engine.connect() as connection:
        await connection.exec_driver_sql("set local statement_timeout = '60s'")
        await tell_scope(connection, WHOLE)
        await connection.exec_driver_sql(_FILL)
        await connection.exec_driver_sql(FILL_GRAMS)
        await connection.commit()
        await connection.exec_driver_sql("analyze")
        await connection.commit()
        yield connection


async def test_no_list_reads_or_sorts_the_table(connection: AsyncConnection) -> None:
    wanted = {
        "all": (STAFF, TicketFilter()),
        "pending": (STAFF, TicketFilter(states=PENDING)),
        "one state": (STAFF, TicketFilter(states=frozenset({State.CANCELLED}))),
        "a state without tickets": (STAFF, TicketFilter(states=frozenset({State.FINISHED}))),
        "an account": (STAFF, TicketFilter(account_id=UUID(int=7))),
        "an account, pending": (STAFF, TicketFilter(account_id=UUID(int=7), states=PENDING)),
        "an area": (STAFF, TicketFilter(area="area-3")),
        "a customer": (STAFF, TicketFilter(customer_id=UUID(int=7))),
        "unassigned": (STAFF, TicketFilter(unassigned=True)),
        "a number": (STAFF, TicketFilter(query="29999")),
        "a title": (STAFF, TicketFilter(query="c4ca4238a0b9")),
        "a rare category": (STAFF, TicketFilter(categories=frozenset({"rare"}))),
        "a kind": (STAFF, TicketFilter(categories=frozenset({"category-1", "category-2"}))),
        "a rare channel": (STAFF, TicketFilter(channels=frozenset({Channel.APP}))),
        "two channels": (STAFF, TicketFilter(channels=frozenset({Channel.APP, Channel.CALL}))),
        "two areas, a channel": (SUPERVISOR, TicketFilter(channels=frozenset({Channel.APP}))),
        "own tickets": (CUSTOMER, TicketFilter()),
        "two areas": (SUPERVISOR, TicketFilter()),
        "two areas, pending": (SUPERVISOR, TicketFilter(states=PENDING)),
        "two areas, a title": (SUPERVISOR, TicketFilter(query="c4ca4238a0b9")),
        "what is theirs": (TECHNICIAN, TicketFilter()),
        "what is theirs, pending": (TECHNICIAN, TicketFilter(states=PENDING)),
    }
    for name, (person, filter_) in wanted.items():
        plan = await _plan(connection, person, filter_)
        nodes = [node for node in nodes_of(plan) if _alias(node).startswith("tickets")]
        read = sum(rows_read(node) for node in nodes)
        assert nodes, name
        assert not [n for n in nodes if n["Node Type"] == "Seq Scan"], name
        # A twentieth of the tickets in a row may be cheaper by number than jumping about.
        assert read < 2000 * len(TICKETS.branches(person)), f"{name} reads {read} rows"


async def test_a_later_page_costs_no_more(connection: AsyncConnection) -> None:
    for below in (29_000, 15_000, 1_000, 100):
        plan = await _plan(connection, STAFF, TicketFilter(), below)
        [node] = [node for node in nodes_of(plan) if _alias(node).startswith("tickets")]
        assert node["Actual Rows"] <= 51
        assert node.get("Rows Removed by Filter", 0) == 0


async def _plan(
    connection: AsyncConnection, person: Actor, wanted: TicketFilter, below: int | None = None
) -> dict[str, Any]:
    async with connection.begin():
        await tell_scope(connection, Scope.of(person))
        walk = await walk_of(connection, person, wanted, below)
    statement = page_seen_by(person, wanted, walk=walk, below=below, limit=50)
    return await plan_of(connection, person, statement)


def _alias(node: dict[str, Any]) -> str:
    return str(node.get("Alias", ""))
