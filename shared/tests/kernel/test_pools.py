"""People and what is consumed have connections of their own: neither starves the other."""

import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from chassis_testing.probe_world import ProbeWorld, expected


@asynccontextmanager
async def all_taken(engine: AsyncEngine, size: int) -> AsyncIterator[None]:
    """As by so many slow requests, or handlers, each within its transaction."""
    async with AsyncExitStack() as held:
        for _ in range(size):
            await held.enter_async_context(engine.connect())
        yield


async def test_slow_requests_do_not_hold_up_what_is_consumed_and_published(
    world: ProbeWorld,
) -> None:
    """F16. Nor is the process called unable to work meanwhile."""
    await world.publish(keys=5, each=2)
    async with world.service(role="all") as harness:
        service = harness.service
        async with all_taken(service.engine, service.settings.database_pool):
            await world.until_effects(10)
            await world.until_relayed()
            ready = (await harness.client.get("/health/ready")).json()

    assert await world.effects() == expected(keys=5, each=2)
    assert ready["checks"]["database"] is True


async def test_slow_handlers_do_not_hold_up_people(world: ProbeWorld) -> None:
    """F16."""
    async with world.service(role="all") as harness:
        headers = await harness.account("kernel.inspect")
        path = f"/api/v1/{world.name}/kernel/parked"
        async with all_taken(harness.service.work_engine, harness.service.settings.work_pool):
            answer = await harness.client.get(path, headers=headers)

    assert answer.status_code == 200, answer.text


async def test_nobody_meets_the_connections_that_a_restart_has_left_dead(world: ProbeWorld) -> None:
    """As after a restart of the database: the first who asks is answered like all others."""
    others = "datname = current_database() and pid <> pg_backend_pid()"
    async with world.service(role="api") as harness:
        headers = await harness.account("kernel.inspect")
        path = f"/api/v1/{world.name}/kernel/parked"
        before = await harness.client.get(path, headers=headers)
        await world.query(f"select pg_terminate_backend(pid) from pg_stat_activity where {others}")  # noqa: S608 - constants
        after = await harness.client.get(path, headers=headers)

    assert (before.status_code, after.status_code) == (200, 200)


async def test_a_database_host_that_vanished_is_missed_soon(world: ProbeWorld) -> None:
    """It says nothing, neither yes nor no: the system would wait for a quarter of an hour, or, of
    what it has acknowledged, for ever."""
    async with world.service(role="all") as harness, harness.service.engine.connect() as connection:
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        tcp = raw.driver_connection._transport.get_extra_info("socket")
        is_asked = tcp.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        unheard = tcp.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        asked = [
            tcp.getsockopt(socket.IPPROTO_TCP, option)
            for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
        ]

    assert is_asked
    assert unheard == 20_000
    idle, interval, count = asked
    assert idle + interval * count <= 20
