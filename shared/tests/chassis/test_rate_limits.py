"""Limits of a running service, counted in a real Valkey that is emptied, killed and frozen."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import httpx2
import pytest
import pytest_asyncio
from fastapi import Depends, FastAPI, Request

from chassis import health
from chassis.http import add_routes, build_api
from chassis.policies import declares
from chassis.rate_limiter import RateLimiter
from chassis.rate_limits import Allowance, Kind, Rate, RateLimits
from chassis.redis_line import PATIENCE_SECONDS
from chassis_testing.waiting import until
from local_stack.parts.valkey import Valkey
from local_stack.ports import PortPool
from local_stack.process.part import Home


def allowance(caller: int, strangers: int) -> Allowance:
    """Bursts that hardly grow again while a test runs."""
    slow = 0.01
    return Allowance(
        caller=Rate(per_second=slow, burst=caller),
        address=Rate(per_second=slow, burst=10_000),
        strangers=Rate(per_second=slow, burst=strangers),
    )


LIMITS = RateLimits(reading=allowance(5, 20), writing=allowance(50, 60), door=allowance(3, 20))


@declares("name")
async def _named(request: Request) -> None:
    """Believes whoever says `known-…`; everybody else stays a stranger."""
    name = request.headers.get("authorization", "")
    request.state.actor = name if name.startswith("known-") else "anonymous"


class World:
    """A service and its Valkey."""

    def __init__(self, valkey: Valkey, app: FastAPI, limiter: RateLimiter) -> None:
        self.valkey, self.app, self.limiter = valkey, app, limiter
        self.client = self.client_at("127.0.0.1")

    def client_at(self, peer: str) -> httpx2.AsyncClient:
        """Somebody who is connected from there."""
        transport = httpx2.ASGITransport(app=self.app, client=(peer, 1))
        return httpx2.AsyncClient(transport=transport, base_url="http://x")

    async def statuses(self, count: int, **kwargs: Any) -> Counter[int]:
        """Of so many readings at once."""
        asked = [self.client.get("/things", **kwargs) for _ in range(count)]
        return Counter(answer.status_code for answer in await asyncio.gather(*asked))

    async def is_near(self) -> bool:
        """Whether Redis counts, after one more attempt to reach it."""
        await self.limiter.redis.connect()
        return self.limiter.redis.is_near


@pytest_asyncio.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    # Milliseconds on a busy machine: who is too slow once begins with new budgets, here as there.
    monkeypatch.setattr("chassis.redis_line.PATIENCE_SECONDS", 10.0)
    pool = PortPool()
    valkey = Valkey(Home(tmp_path), pool.take())
    await valkey.start()
    built = build_api("rates", "Rates", FastAPI().router.lifespan_context)
    add_routes(built, health.router)

    async def things(request: Request) -> str:
        return request.client.host if request.client else ""

    built.add_api_route("/things", things, methods=["GET", "POST"], dependencies=[Depends(_named)])
    built.add_api_route("/door/{key}", things, methods=["POST"], dependencies=[Depends(_named)])
    built.state.checks = built.state.sees = {}
    built.state.complaints = list
    built.state.gateways = (ip_network("127.0.0.0/8"),)
    limiter = RateLimiter("rates", valkey.url, LIMITS, {"/door": Kind.DOOR})
    built.state.rate_limiter = limiter
    yield World(valkey, built, limiter)
    await limiter.redis.close()
    await valkey.kill()
    pool.close()


async def test_who_is_known_has_a_budget_of_their_own(world: World) -> None:
    """A key that asks too often is refused; another one from the same address is not."""
    await until(world.is_near)
    ana, eva = ({"authorization": f"known-{name}"} for name in ("ana", "eva"))
    await world.statuses(1, headers=ana)
    await world.statuses(1, headers=eva)

    greedy = await world.statuses(20, headers=ana)
    modest = await world.statuses(5, headers=eva)

    assert greedy == {200: 5, 429: 15}
    assert modest == {200: 5}


async def test_a_refusal_says_when_to_come_again(world: World) -> None:
    await until(world.is_near)
    await world.statuses(20)

    answer = await world.client.get("/things")

    assert answer.status_code == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert 1 <= int(answer.headers["retry-after"]) <= 100
    problem = answer.json()
    assert (problem["code"], problem["status"]) == ("too-many-requests", 429)
    assert problem["retry_after"] == int(answer.headers["retry-after"])


async def test_invented_credentials_buy_nothing_and_cost_others_nothing(world: World) -> None:
    await until(world.is_near)
    ana = {"authorization": "known-ana"}
    await world.statuses(1, headers=ana)

    invented = Counter[int]()
    for number in range(40):
        invented += await world.statuses(1, headers={"authorization": f"guess-{number}"})

    assert invented == {200: 19, 429: 21}
    assert await world.statuses(5, headers=ana) == {200: 5}


async def test_kinds_of_requests_have_budgets_of_their_own(world: World) -> None:
    await until(world.is_near)
    assert await world.statuses(25) == {200: 20, 429: 5}

    written = [await world.client.post("/things") for _ in range(5)]
    doors = [await world.client.post("/door/key") for _ in range(5)]

    assert {answer.status_code for answer in written + doors} == {200}


async def test_probes_and_numbers_are_never_refused(world: World) -> None:
    await until(world.is_near)
    await world.statuses(25)

    for path in ("/health/live", "/health/ready", "/metrics"):
        answers = [await world.client.get(path) for _ in range(30)]
        assert {answer.status_code for answer in answers} == {200}


async def test_only_the_gateway_says_where_a_request_comes_from(world: World) -> None:
    told = {"x-forwarded-for": "198.51.100.1, 203.0.113.9"}

    through_gateway = await world.client.get("/things", headers=told)
    nonsense = await world.client.get("/things", headers={"x-forwarded-for": "evil"})
    async with world.client_at("192.0.2.4") as stranger:
        directly = await stranger.get("/things", headers=told)

    seen = [answer.json() for answer in (through_gateway, nonsense, directly)]
    assert seen == ["203.0.113.9", "127.0.0.1", "192.0.2.4"]


async def test_addresses_have_budgets_of_their_own(world: World) -> None:
    await until(world.is_near)

    first = await world.statuses(25, headers={"x-forwarded-for": "198.51.100.1"})
    second = await world.statuses(20, headers={"x-forwarded-for": "198.51.100.2"})

    assert first == {200: 20, 429: 5}
    assert second == {200: 20}


async def test_processes_count_together(world: World) -> None:
    await until(world.is_near)
    other = RateLimiter("rates", world.valkey.url, LIMITS, {})
    await world.statuses(15)
    await other.redis.connect()
    world.app.state.rate_limiter = other

    assert await world.statuses(15) == {200: 5, 429: 10}
    await other.redis.close()


async def test_limits_survive_the_loss_of_all_they_counted(world: World) -> None:
    """FLUSHALL forgets debts, and nothing else; SCRIPT FLUSH costs one question."""
    await until(world.is_near)
    await world.statuses(25)
    line = asyncio.open_connection("127.0.0.1", world.valkey.port)
    reader, writer = await line
    secret = world.valkey.url.split(":")[2].split("@")[0]
    writer.write(f"AUTH {secret}\r\nFLUSHALL\r\nSCRIPT FLUSH\r\n".encode())
    for _ in range(3):
        await reader.readline()
    writer.close()

    forgiven = await world.statuses(1)
    await until(world.is_near)
    again = await world.statuses(25)

    assert forgiven == {200: 1}
    assert again == {200: 20, 429: 5}


async def test_while_redis_is_dead_this_process_counts(world: World) -> None:
    await until(world.is_near)
    await world.valkey.kill()

    assert await world.statuses(30) == {200: 20, 429: 10}

    await world.valkey.start()
    await until(world.is_near)
    assert await world.statuses(30) == {200: 20, 429: 10}


async def test_a_frozen_redis_delays_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await until(world.is_near)
    monkeypatch.setattr("chassis.redis_line.PATIENCE_SECONDS", PATIENCE_SECONDS)
    world.valkey.freeze()
    try:
        answers = await world.statuses(30)
        is_asked = world.limiter.redis.is_near
        others = await world.statuses(5)
    finally:
        world.valkey.thaw()

    assert answers == {200: 20, 429: 10}
    # Whoever lost patience first ended it for all, and for who comes next.
    assert not is_asked
    assert others == {429: 5}
    await until(world.is_near)
