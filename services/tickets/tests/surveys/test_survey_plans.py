"""Every list of surveys reads through an index what it may show, and not what others may see."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest_asyncio
from services.tickets.tests.plans import nodes_of, plan_of, rows_read
from services.tickets.tests.surveys.asking import Tickets
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.policies import Actor
from chassis.reach import WHOLE
from chassis.row_security import tell_scope
from tickets.application.survey_ports import SurveyFilter
from tickets.outbound.survey_reads import page_seen_by

OPERATOR = Actor(UUID(int=5), "o", "O", "operator", frozenset(), frozenset(), None)
AREAS = frozenset({"area-3", "area-4"})
SUPERVISOR = Actor(UUID(int=8), "s", "S", "supervisor", AREAS, frozenset(), None)
CUSTOMER = Actor(UUID(int=9), "c", "C", "customer", frozenset(), frozenset(), UUID(int=7))

_TICKETS = """
insert into tickets (id, number, version, state, title, title_search, description, priority,
  reported_area, registered_at, area, customer_id, reopen_count)
select lpad(to_hex(n), 32, '0')::uuid, n, 2, 'closed', 't', 't', 'd', 'low', 'x', now(),
  'area-' || n % 100, lpad(to_hex(n % 5000), 32, '0')::uuid, 0
from generate_series(1, 20000) n
"""
_SURVEYS = """
insert into survey (id, ticket_id, form, form_version, name, questions, customer_id, asked_at,
  answers, answered_at)
select lpad(to_hex(n), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid,
  case when n % 1000 = 0 then 'rare' else 'usual' end, 1, 'n', '[]',
  lpad(to_hex(n % 5000), 32, '0')::uuid, now(), '{}', case when n % 500 > 0 then now() end
from generate_series(1, 20000) n
"""


@pytest_asyncio.fixture
async def connection(tickets: Tickets) -> AsyncIterator[AsyncConnection]:
    """A database with twenty thousand surveys, most of them answered."""
    async with tickets.service.engine.connect() as connection:
        await connection.exec_driver_sql("set local statement_timeout = '60s'")
        await tell_scope(connection, WHOLE)
        await connection.exec_driver_sql(_TICKETS)
        await connection.exec_driver_sql(_SURVEYS)
        await connection.commit()
        await connection.exec_driver_sql("analyze")
        await connection.commit()
        yield connection


async def test_no_list_reads_the_tables(connection: AsyncConnection) -> None:
    wanted = {
        "all": (OPERATOR, SurveyFilter()),
        "pending": (OPERATOR, SurveyFilter(state="pending")),
        "answered": (OPERATOR, SurveyFilter(state="answered")),
        "a rare form": (OPERATOR, SurveyFilter(form="rare")),
        "of a ticket": (OPERATOR, SurveyFilter(ticket_id=UUID(int=77))),
        "what asks them": (OPERATOR, SurveyFilter(mine=True)),
        "two areas": (SUPERVISOR, SurveyFilter()),
        "a supervisor's own": (SUPERVISOR, SurveyFilter(mine=True)),
        "a customer's own": (CUSTOMER, SurveyFilter()),
        "a customer's pending": (CUSTOMER, SurveyFilter(state="pending")),
    }
    for name, (person, filter_) in wanted.items():
        statement = page_seen_by(person, filter_, below=None, limit=50)
        nodes = nodes_of(await plan_of(connection, person, statement))
        for relation in ("survey", "tickets"):
            read = [node for node in nodes if node.get("Relation Name") == relation]
            assert read, name
            assert not [node for node in read if node["Node Type"] == "Seq Scan"], name
            assert sum(map(rows_read, read)) < 2000, (name, relation)
