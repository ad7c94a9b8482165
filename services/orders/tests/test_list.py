"""The list of orders."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.policies import Actor
from chassis.reach import Scope
from chassis.row_security import tell_scope
from chassis_testing.harness import Harness
from orders.application.ports import Transaction
from orders.application.reading import Filters
from orders.domain.state import State
from orders.outbound.queries import list_statement

Orders = Harness[Transaction]
Act = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]
AnOrder = Callable[..., Awaitable[dict[str, Any]]]

COLUMNS = {
    "state",
    "order_type",
    "created_at",
    "ticket_number",
    "description",
    "resolution",
    "address",
    "customer_number",
    "created_by",
    "closed_by",
    "observation",
    "customer_phone",
}

NOTHING: frozenset[str] = frozenset()
DESK = Actor(uuid4(), "a", "A", "operator", NOTHING, NOTHING, None)
SUPERVISOR = Actor(uuid4(), "s", "S", "supervisor", frozenset({"technical"}), NOTHING, None)

MANY = """
insert into service_order (id, number, ticket_id, ticket_number, area, state, order_type,
  description, created_at, created_by_name, dispatch_state, external_refs, attempts,
  needs_reconciliation, version, news, closed_at)
select gen_random_uuid(), nextval('service_order_number'), gen_random_uuid(), n, 'technical',
  state, case when n % 97 = 0 then 'relocation' else 'technical-service' end,
  'x', now(), 'Ana', 'none', '[]', 0, n % 5000 = 0, 1, 1,
  case when state = 'finished' then now() end
from (select n, case when n % 1000 = 0 then 'open' when n % 1500 = 0 then 'reschedule'
  else 'finished' end as state from generate_series(1, 30000) n) x
"""


async def get(orders: Orders, headers: dict[str, str], query: str) -> list[dict[str, Any]]:
    answer = await orders.client.get(f"/api/v1/orders?{query}", headers=headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_the_list_has_the_columns_people_need(
    orders: Orders, an_order: AnOrder, dispatcher: dict[str, str]
) -> None:
    """A23 to A34"""
    await an_order()

    (row,) = await get(orders, dispatcher, "")

    assert row.keys() >= COLUMNS
    assert row["created_by"] == "Marta Dispatcher"


async def test_filters_combine_and_old_names_are_understood(
    orders: Orders, an_order: AnOrder, act: Act, dispatcher: dict[str, str]
) -> None:
    """A17 to A22, X01, X02"""
    open_, done, waiting = await an_order(), await an_order(), await an_order()
    moved = await an_order(order_type="relocation")
    await act(done["id"], "finish", resolution="Listo")
    await act(waiting["id"], "reschedule", reason="Nadie")

    async def numbers(query: str) -> list[int]:
        return [row["number"] for row in await get(orders, dispatcher, query)]

    assert await numbers("state=open") == [moved["number"], open_["number"]]
    assert await numbers("state=open&order_type=relocation") == [moved["number"]]
    assert await numbers("state=cerrado") == [done["number"]]
    assert await numbers("state=reprogramado&state=finished") == [
        waiting["number"],
        done["number"],
    ]
    assert await numbers("state=in_progress") == []
    assert await numbers(f"ticket_id={uuid4()}") == []
    assert await numbers(f"number={done['number']}") == [done["number"]]
    assert await numbers(f"number={done['number']}&state=open") == []


async def test_pages_go_on_after_the_last_row_whatever_was_added(
    orders: Orders, an_order: AnOrder, dispatcher: dict[str, str]
) -> None:
    numbers = [(await an_order())["number"] for _ in range(5)]
    first = await orders.client.get("/api/v1/orders?limit=2", headers=dispatcher)
    await an_order()

    rest = await get(orders, dispatcher, f"limit=10&after={first.json()['next']}")

    assert [row["number"] for row in first.json()["items"] + rest] == numbers[::-1]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(states=[State.OPEN]),
        Filters(states=[State.OPEN, State.RESCHEDULE]),
        Filters(order_types=["relocation"]),
        Filters(states=[State.FINISHED], order_types=["relocation", "technical-service"]),
        Filters(ticket_id=UUID(int=7)),
        Filters(needs_reconciliation=True),
        Filters(number=28_000),
    ],
    ids=str,
)
@pytest.mark.parametrize("who", [DESK, SUPERVISOR], ids=["desk", "supervisor"])
async def test_every_filter_reads_its_first_rows_from_an_index(
    orders: Orders, filters: Filters, who: Actor
) -> None:
    """With rows held back as in a request, too."""
    async with orders.system() as connection:
        await connection.exec_driver_sql(MANY)
    async with orders.service.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.exec_driver_sql("vacuum analyze service_order")
    async with orders.service.engine.begin() as connection:
        await tell_scope(connection, Scope.of(who))
        statement = list_statement(filters, who, 29_000, 51).compile(
            orders.service.engine.sync_engine, compile_kwargs={"literal_binds": True}
        )
        plan = await connection.exec_driver_sql(f"explain (analyze, format json) {statement}")
        (node,) = plan.scalar_one()

    assert _rows_read(node["Plan"]) <= 1_000
    assert "Seq Scan on service_order" not in str(node)


def _rows_read(node: dict[str, Any]) -> float:
    """All rows that scans of orders returned or threw away."""
    own = 0.0
    if node.get("Relation Name") == "service_order":
        removed = node.get("Rows Removed by Filter", 0)
        own = (node["Actual Rows"] + removed) * node["Actual Loops"]
    return own + sum(_rows_read(child) for child in node.get("Plans", []))


async def test_the_catalogue_of_order_types_is_there_from_the_start(
    orders: Orders, dispatcher: dict[str, str]
) -> None:
    """A09"""
    answer = await orders.client.get("/api/v1/order-types", headers=dispatcher)

    assert answer.json()[0] == {
        "code": "technical-service",
        "label": "Servicio Técnico",
        "iclass_order_type": "VIS-TEC",
    }
