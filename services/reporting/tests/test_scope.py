"""Whose figures they are: of one's own areas, and list, number and wall agree on them."""

from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from chassis_testing.scopes import (
    ACCOUNTS,
    AREAS,
    disagreements,
    random_actors,
    rows_without_scope,
)
from reporting.figures import FIGURES, FigureName
from reporting.scope import CONTACTS, ORDERS, TICKETS
from reporting.tables import METADATA

_AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
_TICKET = """
insert into ticket (ticket_id, number, registered_at, priority, area, assignee_id, state)
values ($1, 1, $2, 'low', $3, $4, 'assigned')
"""
_ORDER = """
insert into service_order (order_id, number, opened_at, area, state) values ($1, 1, $2, $3, 'open')
"""
_OTHERS = (
    "insert into contact (contact_id, channel, received_at, state) values ($1, 'call', $2, 'open')",
    "insert into dispatch (order_id, state, decided_at) values ($1, 'confirmed', $2)",
    "insert into email (email_id, state, settled_at, ticket_id) values ($1, 'sent', $2, $1)",
)


async def _fill(world: Any, chance: Random, count: int) -> None:
    """A ticket, an order with its dispatch, an e-mail and a contact under each id."""
    async with world.harness.system() as connection:
        for _ in range(count):
            each, area = uuid4(), chance.choice(AREAS)
            assignee = chance.choice((None, *ACCOUNTS))
            await connection.exec_driver_sql(_TICKET, (each, _AT, area, assignee))
            await connection.exec_driver_sql(_ORDER, (each, _AT, area))
            for statement in _OTHERS:
                await connection.exec_driver_sql(statement, (each, _AT))


async def test_all_forms_of_the_scope_agree(world: Any) -> None:
    """B23, B24: predicate, clause, condition and row security, on random rows."""
    chance = Random(10)  # noqa: S311 - no secret
    await _fill(world, chance, 120)

    engine, actors = world.harness.service.engine, random_actors(chance, 49)
    for rows, key in ((TICKETS, "ticket_id"), (ORDERS, "order_id"), (CONTACTS, "contact_id")):
        table: sa.Table = METADATA.tables[rows.table]
        assert await disagreements(engine, rows, table, key, actors) == [], rows.table
    names = list(METADATA.tables)
    assert await rows_without_scope(engine, names) == dict.fromkeys(names, 0)


@pytest.mark.parametrize("role", ["administrator", "supervisor", "technician"])
async def test_a_figure_is_the_number_of_the_rows_somebody_sees(world: Any, role: str) -> None:
    """B23, B24: the dashboard, its rows, and what row security lets through."""
    chance = Random(11)  # noqa: S311 - no secret
    await _fill(world, chance, 60)
    world.headers = await world.harness.account("reports.read", role=role)
    areas = await world.harness.rows("select area, count(*) as count from ticket group by area")
    all_, own = sum(row["count"] for row in areas), {row["area"]: row["count"] for row in areas}
    expected = {"administrator": all_, "supervisor": own["support"], "technician": 0}[role]

    summary = await world.get("summary")
    assert summary["tickets"]["registered"] == expected
    assert summary["emails"]["sent"] == expected
    assert summary["contacts"]["received"] == all_
    for figure in FigureName:
        subject, name = figure.value.split(".")
        rows = await world.rows(figure.value)
        assert summary[subject][name] == len(rows), figure
        assert {row.get("area") for row in rows} <= {None, *AREAS[: 1 if expected != all_ else 4]}
    by_state = await world.get("tickets-by-state")
    assert sum(state["count"] for state in by_state["states"]) == expected
    shown = {area["name"] for area in summary["tickets"]["areas"]}
    assert shown == ({"support"} if role == "supervisor" else set(own) if expected else set())
    assert len(FIGURES) == len(list(FigureName))
