"""Steps run as early as they can, and fail as one."""

import asyncio

import pytest

from local_stack.steps import Silent, Step, run_steps


async def test_a_step_waits_for_its_needs_and_for_nothing_else() -> None:
    order: list[str] = []
    both_run = asyncio.Barrier(2)

    def step(name: str, *needs: str) -> Step:
        async def run() -> None:
            if not needs:
                await both_run.wait()
            order.append(name)

        return Step(name, run, needs)

    await run_steps([step("last", "a", "b", "absent"), step("a"), step("b")], Silent())

    assert sorted(order[:2]) == ["a", "b"]
    assert order[2] == "last"


async def test_the_first_failure_cancels_the_rest_and_is_raised_as_it_was() -> None:
    async def fail() -> None:
        raise LookupError("not there")

    steps = [Step("fails", fail), Step("waits", asyncio.Event().wait)]

    with pytest.raises(LookupError, match="not there"):
        await run_steps(steps, Silent())


async def test_the_failure_of_one_of_several_inside_a_step_is_raised_as_it_was() -> None:
    """Brokers start together: one that is not ready is a sentence for people, not a traceback."""

    async def fail() -> None:
        raise LookupError("kafka-1 was not ready")

    async def brokers() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())

    with pytest.raises(LookupError, match="kafka-1 was not ready"):
        await run_steps([Step("kafka", brokers)], Silent())
