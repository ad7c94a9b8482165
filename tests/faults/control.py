"""The control run: the same scenarios on kernels that are broken on purpose must come out red.

A harness that finds nothing wrong with these would find nothing wrong with anything.
"""

from dataclasses import replace
from random import Random

from tests.faults.means import dies
from tests.faults.run import Shape
from tests.faults.scenario import Scenario, all_scenarios
from tests.faults.world import World
from tests.faults.wounds import mend, wound


def controls() -> list[Scenario]:
    """One scenario for each broken kernel, which our kernel survives."""
    found = all_scenarios()
    return [
        _on("auto-commit", found["S7"]),
        _on("no-fence-no-inbox", _dies_before_kafka_is_told(found["S1-points"])),
        _on("relay-by-last-id", found["S8"]),
    ]


def _dies_before_kafka_is_told(scenario: Scenario) -> Scenario:
    """Batches that were committed come again: orders keeps a history, where it shows."""

    async def hurt(world: World, _: Random) -> None:
        orders = world.services["orders"]
        for _death in range(6):
            with world.disturbed(orders.name):
                wound(orders, broken="no-fence-no-inbox", crash_at="batch-committed")
                await dies(orders)
                wound(orders, broken="no-fence-no-inbox")
                await orders.restart()

    title = "orders killed six times before Kafka is told"
    return replace(scenario, title=title, hurt=hurt, shape=Shape(cases=2.5))


def _on(broken: str, scenario: Scenario) -> Scenario:
    async def prepare(world: World) -> None:
        for service in world.services.values():
            wound(service, broken=broken)
            await service.restart()

    async def repair(world: World) -> None:
        for service in world.services.values():
            mend(service)

    name = f"{scenario.name} {broken}"
    title = f"{scenario.title}, on {broken}"
    return replace(
        scenario, name=name, title=title, is_control=True, prepare=prepare, repair=repair
    )
