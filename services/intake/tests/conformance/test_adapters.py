"""What every channel must be able to rely on, whichever door it uses (R03, R05, C19)."""

from itertools import permutations
from typing import Any

from chassis_testing.harness import Harness

Rows = list[dict[str, Any]]
_OF = """
select channel, external_id, state, started_at, answered_at, answered_by, hung_up_at, cause, phone
from contact order by external_id
"""


async def contacts(intake: Harness[Any]) -> Rows:
    """All that a channel told of its contacts."""
    return await intake.rows(_OF)


async def told(intake: Harness[Any]) -> dict[str, list[int | None]]:
    """The numbers of the events of each contact, as other services hear them."""
    found: dict[str, list[int | None]] = {}
    for event in await intake.emitted():
        found.setdefault(event.key, []).append(event.sequence)
    return found


async def test_what_was_acknowledged_is_committed_once_and_in_time(
    intake: Harness[Any], adapter: Any
) -> None:
    """Durable, with the source's time; said again it changes nothing and tells nobody."""
    for step in range(adapter.steps):
        await adapter.bring("a", step)
    before, events = await contacts(intake), await told(intake)

    for step in range(adapter.steps):
        await adapter.bring("a", step)
    await adapter.reconnect()
    for step in reversed(range(adapter.steps)):
        await adapter.bring("a", step)

    assert len(before) == 1
    assert (before[0]["channel"], before[0]["started_at"]) == (adapter.channel, adapter.at(0))
    assert await contacts(intake) == before
    assert await told(intake) == events
    assert list(events.values()) == [list(range(1, len(next(iter(events.values()))) + 1))]


async def test_any_order_leaves_the_same_contacts(intake: Harness[Any], adapter: Any) -> None:
    """Late, doubled and shuffled."""
    orders = list(permutations(range(adapter.steps)))
    for number, order in enumerate(orders):
        for step in (*order, *order[:1]):
            await adapter.bring(f"thing-{number}", step)

    rows = [{**row, "external_id": None} for row in await contacts(intake)]
    assert rows == [rows[0]] * len(orders)


async def test_what_cannot_be_understood_does_no_harm_to_its_neighbours(
    intake: Harness[Any], adapter: Any
) -> None:
    await adapter.bring("before")
    await adapter.poison()
    await adapter.reconnect()
    await adapter.bring("after")

    assert len(await contacts(intake)) == 2


async def test_a_server_that_forgets_its_connections_loses_nothing(
    intake: Harness[Any], adapter: Any
) -> None:
    """As after a restart: nothing of a channel is only in memory."""
    await adapter.bring("a")
    await intake.service.engine.dispose()
    intake.service.definition.state["systems"].forget()
    await adapter.reconnect()
    await adapter.bring("a")
    await adapter.bring("b")

    assert len(await contacts(intake)) == 2
