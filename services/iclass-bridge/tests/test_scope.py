"""Who sees which dispatches: those of the orders of their areas."""

from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness
from chassis_testing.scopes import AREAS, disagreements, random_actors, rows_without_scope
from iclass_bridge.application.ports import Transaction
from iclass_bridge.outbound.scope import DISPATCHES
from iclass_bridge.outbound.tables import DISPATCH

Bridge = Harness[Transaction]
_INSERT = """
insert into dispatch (order_id, order_number, area, state, iclass_order_type, requested_at,
  last_sequence, diverged, version, news)
values ($1, 1, $2, 'requested', 'VIS-TEC', now(), 0, false, 1, 1)
"""
_EVENT = """
insert into technician_event (event_id, order_id, work_order_number, deed, sequence, occurred_at,
  technician, text, door, status, body)
values ($1, $1, 'IC-1', 'on_site', 1, now(), 'T', '', 'topic', 'applied', '{}')
"""


async def _dispatches(bridge: Bridge, *areas: str | None) -> list[UUID]:
    ids = [uuid4() for _ in areas]
    async with bridge.system() as connection:
        for order_id, area in zip(ids, areas, strict=True):
            await connection.exec_driver_sql(_INSERT, (order_id, area))
            await connection.exec_driver_sql(_EVENT, (order_id,))
    return ids


async def test_all_forms_of_the_scope_agree(bridge: Bridge) -> None:
    """B24: predicate, clause, condition and row security, on random rows."""
    chance = Random(8)  # noqa: S311 - no secret
    await _dispatches(bridge, *(chance.choice((None, *AREAS)) for _ in range(200)))

    engine, actors = bridge.service.engine, random_actors(chance, 70)
    assert await disagreements(engine, DISPATCHES, DISPATCH, "order_id", actors) == []
    tables = ("dispatch", "technician_event")
    assert await rows_without_scope(engine, tables) == dict.fromkeys(tables, 0)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("administrator", ["technical", "billing", None]),
        ("operator", ["technical", "billing", None]),
        ("supervisor", ["technical"]),
        ("technician", ["technical"]),
        ("customer", []),
    ],
)
async def test_list_detail_and_events_agree(bridge: Bridge, role: str, sees: list[Any]) -> None:
    """B24; out of sight looks as missing."""
    areas = ("technical", "billing", None)
    ids = await _dispatches(bridge, *areas)
    headers = await bridge.account("dispatches.read", role=role, areas=("technical",))
    headers |= {"X-Correlation-Id": str(uuid4())}
    seen = {str(each) for each, area in zip(ids, areas, strict=True) if area in sees}

    for path in ("/api/v1/dispatches", "/api/v1/dispatches/events"):
        listed = (await bridge.client.get(path, headers=headers)).json()["items"]
        assert {row["order_id"] for row in listed} == seen
    nobody = await bridge.client.get(f"/api/v1/dispatches/{uuid4()}", headers=headers)
    for each in ids:
        answer = await bridge.client.get(f"/api/v1/dispatches/{each}", headers=headers)
        assert answer.is_success == (str(each) in seen)
        if not answer.is_success:
            assert (answer.status_code, answer.content) == (404, nobody.content)
            assert dict(answer.headers) == dict(nobody.headers)
