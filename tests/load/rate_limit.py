"""What the limit of rates costs a request: `python -m tests.load.rate_limit`.

One process asks a real Valkey as a service does: one question after the other (the wait a request
feels), a hundred side by side (what it costs a busy service), and with Valkey away.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import quantiles

from fastapi import Request, Response

from chassis.rate_limiter import RateLimiter
from chassis.rate_limits import RateLimits
from local_stack.parts.valkey import Valkey
from local_stack.ports import PortPool
from local_stack.process.part import Home

REQUESTS = 20_000
SIDE_BY_SIDE = 100
Ask = Callable[[], Awaitable[Response | None]]


def _request() -> Request:
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/api/v1/tickets",
            "query_string": b"limit=50",
            "headers": [(b"authorization", b"Bearer " + b"x" * 400), (b"host", b"localhost")],
            "client": ("203.0.113.7", 1),
            "server": ("localhost", 80),
            "scheme": "http",
            "state": {"actor": "0192d2a0-0000-7000-8000-000000000001"},
        }
    )


async def _alone(ask: Ask) -> tuple[float, float]:
    """Median and 99th percentile of one question, in microseconds."""
    times = []
    for _ in range(REQUESTS // 10):
        began = time.perf_counter()
        await ask()
        times.append((time.perf_counter() - began) * 1e6)
    cuts = quantiles(times, n=100)
    return cuts[49], cuts[98]


async def _together(ask: Ask) -> float:
    """Microseconds of this process's processor time per question."""
    began = time.process_time()
    for _ in range(REQUESTS // SIDE_BY_SIDE):
        await asyncio.gather(*(ask() for _ in range(SIDE_BY_SIDE)))
    return (time.process_time() - began) * 1e6 / REQUESTS


async def measure(folder: Path) -> None:
    """Print the figures."""
    pool = PortPool()
    valkey = Valkey(Home(folder), pool.take())
    await valkey.start()
    limiter = RateLimiter("bench", valkey.url, RateLimits(), {})
    await limiter.redis.connect()
    limiter.learn(_request(), 200)

    async def ask() -> Response | None:
        return await limiter.refusal(_request())

    for where in ("Redis", "this process"):
        if where != "Redis":
            await valkey.kill()
        middle, slow = await _alone(ask)
        cost = await _together(ask)
        near = limiter.redis.is_near
        print(f"counted in {where:13} (near: {near}): {middle:6.0f} µs median, {slow:6.0f} µs p99,")
        print(f"{'':27}{cost:6.0f} µs of processor time when {SIDE_BY_SIDE} ask at once")
    await limiter.redis.close()
    await valkey.kill()
    pool.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(measure(Path(place)))
