"""S7: PostgreSQL stops at once in mid-transaction, its sessions end, one of them is killed."""

import asyncio
import os
import signal
from random import Random

from tests.faults.scenario import SERVER_SECONDS, Expects, Scenario
from tests.faults.world import World

_SESSIONS = "select pid from pg_stat_activity where backend_type = 'client backend'"
_OTHERS = f"{_SESSIONS} and pid <> pg_backend_pid() and application_name <> 'faults'"
_END = f"select pg_terminate_backend(pid) from ({_OTHERS}) as each"  # noqa: S608 - constants


async def hurt(world: World, chance: Random) -> None:
    postgres = world.stack.postgres
    with world.disturbed("postgres"):
        await postgres.stop("immediate")
        await asyncio.sleep(chance.uniform(0.0, 3.0))
        await postgres.start()
    await asyncio.sleep(chance.uniform(2.0, 4.0))
    for _ in range(3):
        with world.disturbed("postgres"):
            async with postgres.databases.connect() as database:
                await database.execute(_END)
        await asyncio.sleep(chance.uniform(0.5, 1.5))
    with world.disturbed("postgres"):
        async with postgres.databases.connect() as database:
            victims = [row["pid"] for row in await database.fetch(_OTHERS)]
        os.kill(chance.choice(victims), signal.SIGKILL)  # the server restarts all sessions
        await asyncio.sleep(1.0)
        await postgres.ready()
    await asyncio.sleep(chance.uniform(1.0, 2.0))


SCENARIO = Scenario(
    "S7",
    "PostgreSQL crashes; its sessions are ended",
    hurt,
    expects=Expects(recovery_seconds=SERVER_SECONDS),
)
