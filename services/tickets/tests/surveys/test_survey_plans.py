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
from tickets.outbound.survey_scope import SURVEYS

OPERATOR = Actor(UUID(int=5), "o", "O", "operator", frozenset(), frozenset(), None)
AREAS = frozenset({"area-3", "area-4"})
SUPERVISOR = Actor(UUID(int=8), "s", "S", "supervisor", AREAS, frozenset(), None)
TECHNICIAN = Actor(UUID(int=6), "t", "T", "technician", AREAS, frozenset(), None)
CUSTOMER = Actor(UUID(int=9), "c", "C", "customer", frozenset(), frozenset(), UUID(int=7))

_TICKETS = """
insert into tickets (id, number, version, state, title, title_search, description, priority,
  reported_area, registered_at, registered_by, area, customer_id, reopen_count)
select lpad(to_hex(n), 32, '0')::uuid, n, 2, 'closed', 't', 't', 'd', 'low', 'x', now(),
  lpad(to_hex(n % 50), 32, '0')::uuid,
  'area-' || n % 5, lpad(to_hex(n % 5000), 32, '0')::uuid, 0
from generate_series(1, 20000) n
"""
_SURVEYS = """
insert into survey (id, ticket_id, form, form_version, name, questions, customer_id, asked_at,
  answers, answered_at, ticket_area, ticket_registered_by)
select lpad(to_hex(n), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid,
  case when n % 1000 = 0 then 'rare' else 'usual' end, 1, 'n', '[]',
  lpad(to_hex(n % 5000), 32, '0')::uuid, now(), '{}', case when n % 500 > 0 then now() end,
  'area-' || n % 5, lpad(to_hex(n % 50), 32, '0')::uuid
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
        "two areas, answered": (SUPERVISOR, SurveyFilter(state="answered")),
        "what is theirs": (TECHNICIAN, SurveyFilter()),
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


async def test_a_supervisors_page_costs_what_a_page_costs(connection: AsyncConnection) -> None:
    """B20, B23: two fifths of all surveys are theirs, and each page reads a few of them."""
    for person in (SUPERVISOR, TECHNICIAN):
        for below in (None, UUID(int=10_000), UUID(int=300)):
            statement = page_seen_by(person, SurveyFilter(), below=below, limit=50)
            nodes = nodes_of(await plan_of(connection, person, statement))
            found = [node for node in nodes if node.get("Relation Name") == "survey"]
            # A fifth of the surveys may be cheaper by id, four times as many, than by area.
            most = 400 * len(SURVEYS.branches(person))
            assert sum(map(rows_read, found)) < most, (person.role, below)
