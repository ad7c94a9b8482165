"""One declaration of who sees which tickets; all that follows from it agrees."""

from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.errors import Forbidden, NotFound
from chassis.policies import Actor
from chassis.scope import authorize
from chassis_testing.harness import Harness
from chassis_testing.scopes import (
    ACCOUNTS,
    AREAS,
    CUSTOMERS,
    disagreements,
    random_actors,
    rows_without_scope,
)
from tickets.application.ports import Transaction
from tickets.outbound.scope import TICKETS
from tickets.outbound.survey_scope import SURVEYS
from tickets.outbound.tables import surveys
from tickets.outbound.tables import tickets as table

_INSERT = """
insert into tickets (id, number, version, state, title, title_search, description, priority,
  reported_area, registered_at, registered_by, area, account_id, customer_id, reopen_count)
values ($1, $2, 1, $3, 't', 't', 'd', 'low', 'x', now(), $4, $5, $6, $7, 0)
"""
_SURVEYS = """
insert into survey (id, ticket_id, form, form_version, name, questions, customer_id, account_id,
  asked_at, answers, ticket_area, ticket_account_id, ticket_registered_by)
select gen_random_uuid(), id, 'f', 1, 'F', '[]', customer_id,
  case when customer_id is null then registered_by end, now(), '{}', area, account_id, registered_by
from tickets where state <> 'registered' and num_nonnulls(customer_id, registered_by) > 0
"""
_STATES = ("registered", "assigned", "in_progress", "finished", "closed", "cancelled")


def _random_ticket(chance: Random, number: int) -> tuple[Any, ...]:
    return (
        uuid4(),
        number,
        chance.choice(_STATES),
        chance.choice((None, *ACCOUNTS)),
        chance.choice(AREAS),
        chance.choice((None, *ACCOUNTS)),
        chance.choice((None, *CUSTOMERS)),
    )


async def test_all_forms_of_the_scope_agree(tickets: Harness[Transaction]) -> None:
    """B17, B20, B23, B24, B26, B29: predicate, clause, condition and row security, on random rows;
    for surveys row security asks the tickets, and the others what surveys keep of them."""
    chance = Random(5)  # noqa: S311 - no secret
    async with tickets.system() as connection:
        for number in range(1, 301):
            await connection.exec_driver_sql(_INSERT, _random_ticket(chance, number))
        await connection.exec_driver_sql(_SURVEYS)

    actors = random_actors(chance, 84)
    engine = tickets.service.engine
    assert await disagreements(engine, TICKETS, table, "id", actors) == []
    assert await disagreements(engine, SURVEYS, surveys, "id", actors) == []


async def test_without_a_scope_no_row_is_there(
    tickets: Harness[Transaction], open_ticket: Any
) -> None:
    await open_ticket()
    held_back = ("tickets", "timeline", "orders", "customers", "category", "survey", "survey_form")
    async with tickets.system() as connection:
        await connection.exec_driver_sql("insert into customers values ($1, 1, 'C')", (uuid4(),))
        await connection.exec_driver_sql(
            "insert into orders (order_id, ticket_id, version, state, changed_at)"
            " select id, id, 1, 'open', now() from tickets"
        )
        await connection.exec_driver_sql(
            "insert into survey_form values ('f', 'F', '[]', '{}', true, 1)"
        )
        await connection.exec_driver_sql(
            "insert into survey (id, ticket_id, form, form_version, name, questions, account_id,"
            " asked_at, answers) select id, id, 'f', 1, 'F', '[]', id, now(), '{}' from tickets"
        )

    seen = await rows_without_scope(tickets.service.engine, held_back)
    assert seen == dict.fromkeys(held_back, 0)
    for name in held_back:
        assert len(await tickets.rows(f"select * from {name}")) > 0, name  # noqa: S608 - ours


def test_authorize_tells_absence_from_refusal() -> None:
    """Outside the scope it does not exist; inside it a missing permission is said."""
    row = {"area": "support", "account_id": None, "registered_by": None, "state": "assigned"}
    may = frozenset({"tickets.close"})
    here = Actor(UUID(int=1), "a", "A", "supervisor", frozenset({"support"}), may, None)
    there = Actor(UUID(int=1), "a", "A", "supervisor", frozenset({"billing"}), may, None)

    authorize(here, "tickets.close", TICKETS.of(row))
    with pytest.raises(Forbidden):
        authorize(here, "tickets.cancel", TICKETS.of(row))
    for action in ("tickets.close", "tickets.cancel"):
        with pytest.raises(NotFound):
            authorize(there, action, TICKETS.of(row))
