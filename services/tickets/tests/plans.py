"""How PostgreSQL goes about a list, as it was carried out."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects.postgresql.asyncpg import dialect
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.policies import Actor
from chassis.reach import Scope
from chassis.row_security import tell_scope


async def plan_of(
    connection: AsyncConnection, person: Actor, statement: Select[Any]
) -> dict[str, Any]:
    """As in a request, with rows held back: PostgreSQL must not plan worse for it."""
    postgres = dialect()  # type: ignore[no-untyped-call]
    compiled = statement.compile(dialect=postgres, compile_kwargs={"literal_binds": True})
    async with connection.begin():
        await tell_scope(connection, Scope.of(person))
        result = await connection.exec_driver_sql(f"explain (analyze, format json) {compiled}")
        plan: dict[str, Any] = result.scalar_one()[0]["Plan"]
    return plan


def rows_read(node: dict[str, Any]) -> float:
    """Rows this node read, in all its loops."""
    each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return float(each * node["Actual Loops"])


def nodes_of(plan: dict[str, Any]) -> list[dict[str, Any]]:
    """All steps of a plan."""
    return [plan, *(node for child in plan.get("Plans", []) for node in nodes_of(child))]
