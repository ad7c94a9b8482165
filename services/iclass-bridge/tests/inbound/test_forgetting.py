"""The raw inbox does not grow for ever."""

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from chassis import database
from chassis.upkeep import do
from chassis_testing.harness import Harness
from contracts.iclass import TechnicianEventV1
from contracts.topics import TECHNICIAN_EVENTS
from iclass_bridge.application.ports import Transaction
from iclass_bridge.settings import Settings

Bridge = Harness[Transaction]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]
Told = Callable[..., TechnicianEventV1]
ByTopic = Callable[..., Awaitable[None]]


async def test_what_had_its_effect_is_dropped_after_its_days_and_what_waits_is_kept(
    bridge: Bridge,
    a_dispatch: ADispatch,
    told: Told,
    by_topic: ByTopic,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All of it, although each transaction drops but one."""
    monkeypatch.setattr(database, "_FORGOTTEN_AT_ONCE", 1)
    order_id, number = await a_dispatch()
    applied, recent = told(order_id, number, "delivered", 1), told(order_id, number, "on_site", 3)
    superseded = told(order_id, number, "delivered", 1)
    unplaced = told(uuid4(), "IC-77", "en_route", 2)
    await by_topic(applied, superseded, unplaced)
    async with bridge.system() as connection:
        await connection.exec_driver_sql(
            "update technician_event set received_at = now() - interval '181 days'"
        )
    await by_topic(recent)

    for chore in bridge.service.definition.chores:
        await do(bridge.service.database.begin, chore)

    kept = {row["event_id"] for row in await bridge.rows("select * from technician_event")}
    assert kept == {recent.event_id, unplaced.event_id}


@pytest.mark.parametrize("days", [0, TECHNICIAN_EVENTS.retention_days])
async def test_nothing_may_be_dropped_that_could_be_delivered_again(
    bridge: Bridge, days: int
) -> None:
    """A58: it is by the raw inbox that a second delivery is known."""
    settings = bridge.service.settings.model_dump(exclude={"technician_event_days"})

    with pytest.raises(ValidationError, match="technician_event_days"):
        Settings.model_validate({**settings, "technician_event_days": days})
