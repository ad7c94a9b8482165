"""Holds the forms of one scope declaration against each other, on a real database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Table, false, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.policies import Actor
from chassis.reach import KEY_ROLE, SEE_ALL, SEE_AREA, Scope
from chassis.row_security import tell_scope
from chassis.scope import Rows, placed

AREAS = ("support", "technical", 'a "quoted" one', "billing, too")
ACCOUNTS = tuple(UUID(int=number) for number in range(1, 7))
CUSTOMERS = tuple(UUID(int=number) for number in range(11, 16))
_ROLES = (
    "administrator", "operator", "supervisor", "technician", "customer", "employee",
    KEY_ROLE, "other",
)  # fmt: skip


def random_actors(chance: Random, count: int) -> list[Actor]:
    """Accounts of all roles with random areas, customers and granted widths."""
    return [
        Actor(
            account_id=chance.choice(ACCOUNTS),
            login="a",
            name="A",
            role=_ROLES[number % len(_ROLES)],
            areas=frozenset(chance.sample(AREAS, chance.randrange(3))),
            permissions=frozenset(chance.sample((SEE_ALL, SEE_AREA), chance.choice((0, 0, 0, 1)))),
            customer_id=chance.choice((None, *CUSTOMERS)),
        )
        for number in range(count)
    ]


@dataclass(frozen=True)
class Disagreement:
    """Somebody sees other rows by one form than by another."""

    actor: Actor
    by_predicate: frozenset[Any]
    by_clause: frozenset[Any]
    by_condition: frozenset[Any]
    by_policy: frozenset[Any]


async def disagreements(
    engine: AsyncEngine, rows: Rows, table: Table, key: str, actors: Iterable[Actor]
) -> list[Disagreement]:
    """Where predicate, SQLAlchemy clause, SQL condition and row security differ."""
    found = []
    kept = await _rows(engine, table, Scope.of(_EVERYTHING))
    for actor in actors:
        forms = Disagreement(
            actor,
            frozenset(row[key] for row in kept if rows.seen_by(actor, row)),
            await _by_clause(engine, rows, table, key, actor),
            await _by_condition(engine, rows, key, actor),
            frozenset(row[key] for row in await _rows(engine, table, Scope.of(actor))),
        )
        if len({forms.by_predicate, forms.by_clause, forms.by_condition, forms.by_policy}) > 1:
            found.append(forms)
    return found


async def rows_without_scope(engine: AsyncEngine, tables: Sequence[str]) -> dict[str, int]:
    """How many rows of each table a connection of the service sees that said nothing of itself."""
    async with engine.connect() as connection:
        return {
            table: (await connection.exec_driver_sql(f"select count(*) from {table}")).scalar_one()  # noqa: S608 - names of tables, given by tests
            for table in tables
        }


_EVERYTHING = Actor(UUID(int=1), "r", "R", "administrator", frozenset(), frozenset(), None)


async def _rows(engine: AsyncEngine, table: Table, scope: Scope) -> list[dict[str, Any]]:
    async with engine.begin() as connection:
        await tell_scope(connection, scope)
        return [dict(row) for row in (await connection.execute(select(table))).mappings()]


async def _by_clause(
    engine: AsyncEngine, rows: Rows, table: Table, key: str, actor: Actor
) -> frozenset[Any]:
    async with engine.begin() as connection:
        await tell_scope(connection, Scope.of(_EVERYTHING))
        whole = await connection.scalars(select(table.c[key]).where(rows.clause(actor)))
        branches = rows.branches(actor)
        apart = select(table.c[key]).where(or_(false(), *branches))
        found = frozenset(whole)
        assert found == frozenset(await connection.scalars(apart))
    return found


async def _by_condition(engine: AsyncEngine, rows: Rows, key: str, actor: Actor) -> frozenset[Any]:
    values: list[Any] = []
    condition = rows.condition(actor, partial(placed, values))
    async with engine.begin() as connection:
        await tell_scope(connection, Scope.of(_EVERYTHING))
        statement = f"select {key} from {rows.table} where {condition}"  # noqa: S608 - the declaration's own
        found = await connection.exec_driver_sql(statement, tuple(values))
        return frozenset(row[0] for row in found)
