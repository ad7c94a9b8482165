"""The first page of every screen of the desk, with few contacts and with very many."""

import time
from pathlib import Path

import httpx2
from tests.load.figures import Figure, percentile
from tests.load.sizes import DESK_FEW, Sizes
from tests.load.world import World, only

TIMES_SLOWER = 2.0
SCREENS = ("calls", "calls-without-city", "chats", "inquiries", "mine")
_LOAD = Path(__file__).with_name("contacts.sql")
_LOAD_SECONDS = 240.0
Latencies = dict[str, list[float]]


async def measure(world: World, sizes: Sizes) -> list[Figure]:
    """The same requests before and after the table has grown."""
    headers = {"Authorization": f"Bearer {world.token}"}
    await world.forget_contacts()
    async with (
        only(world.intake, [world.worker]),
        httpx2.AsyncClient(base_url=world.intake.url, headers=headers) as client,
    ):
        await _grow(world, 0, DESK_FEW)
        few = await _ask(client, sizes.desk_requests)
        await _grow(world, DESK_FEW, sizes.desk_many)
        many = await _ask(client, sizes.desk_requests)
    await world.forget_contacts()
    return _figures(few, many, sizes.desk_many)


async def _grow(world: World, begin: int, end: int) -> None:
    await world.database.execute("set statement_timeout = 0")
    query = _LOAD.read_text()
    await world.database.execute(query, begin, end, world.account_id, timeout=_LOAD_SECONDS)
    await world.database.execute("vacuum analyze contact", timeout=_LOAD_SECONDS)


async def _ask(client: httpx2.AsyncClient, requests: int) -> Latencies:
    """Milliseconds; the screens take turns, so that a noisy moment hits all of them."""
    latencies: Latencies = {screen: [] for screen in SCREENS}
    for turn in range(requests + requests // 10):
        for screen, of_screen in latencies.items():
            begin = time.perf_counter()
            answer = await client.get("/api/v1/contacts", params={"screen": screen})
            if turn >= requests // 10:
                of_screen.append((time.perf_counter() - begin) * 1e3)
            if not answer.raise_for_status().json()["items"]:
                raise RuntimeError(f"the screen {screen} is empty: nothing was measured")
    return latencies


def _figures(few: Latencies, many: Latencies, count: int) -> list[Figure]:
    figures: list[Figure] = []
    for screen in SCREENS:
        a, b = percentile(few[screen], 0.99), percentile(many[screen], 0.99)
        detail = {
            "p50_few_ms": round(percentile(few[screen], 0.5), 2),
            "p50_many_ms": round(percentile(many[screen], 0.5), 2),
            "p99_few_ms": round(a, 2),
            "p99_many_ms": round(b, 2),
            "requests": len(few[screen]),
        }
        name = f"desk: {screen}, p99 at {count:,} / at {DESK_FEW:,}"
        figures.append(Figure(name, b / a, "ratio", TIMES_SLOWER, detail=detail))
    return figures
