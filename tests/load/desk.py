"""The first pages of the desk's lists, with few contacts and with very many."""

import time
from pathlib import Path
from uuid import UUID

import asyncpg
import httpx2
from tests.load.figures import Figure, percentile
from tests.load.sizes import DESK_FEW, Sizes
from tests.load.world import World, only

TIMES_SLOWER = 2.0
LISTS: dict[str, dict[str, str]] = {
    "calls": {"screen": "calls"},
    "calls-without-city": {"screen": "calls-without-city"},
    "chats": {"screen": "chats"},
    "inquiries": {"screen": "inquiries"},
    "mine": {"screen": "mine"},
    "chats, oldest first": {"screen": "chats", "sort": "date"},
    "chats, waiting": {"screen": "chats", "sort": "waiting"},
    "calls of a city": {"screen": "calls", "city": "Rosario"},
}
_LOAD = Path(__file__).with_name("contacts.sql")
_LOAD_SECONDS = 240.0
_STEP = 250_000
Latencies = dict[str, list[float]]


async def measure(world: World, sizes: Sizes) -> list[Figure]:
    """The same requests before and after the table has grown."""
    headers = {"Authorization": f"Bearer {world.token}"}
    await world.forget_contacts()
    async with (
        only(world.intake, [world.worker]),
        httpx2.AsyncClient(base_url=world.intake.url, headers=headers) as client,
    ):
        await grow(world.database, 0, DESK_FEW, world.account_id)
        few = await _ask(client, sizes.desk_requests)
        await grow(world.database, DESK_FEW, sizes.desk_many, world.account_id)
        many = await _ask(client, sizes.desk_requests)
    await world.forget_contacts()
    return _figures(few, many, sizes.desk_many)


async def grow(
    database: "asyncpg.Connection[asyncpg.Record]", begin: int, end: int, account_id: UUID
) -> None:
    """Contacts from one number to another; of those taken one in eight is this account's."""
    await database.execute("set statement_timeout = 0")
    query = _LOAD.read_text()
    for first in range(begin, end, _STEP):
        last = min(first + _STEP, end)
        await database.execute(query, first, last, end, account_id, timeout=_LOAD_SECONDS)
    # These are found by nothing but their places in the lists.
    await database.execute("truncate contact_unsearched")
    await database.execute("vacuum analyze contact", timeout=_LOAD_SECONDS)


async def _ask(client: httpx2.AsyncClient, requests: int) -> Latencies:
    """Milliseconds; the lists take turns, so that a noisy moment hits all of them."""
    latencies: Latencies = {name: [] for name in LISTS}
    for turn in range(requests + requests // 10):
        for name, of_list in latencies.items():
            begin = time.perf_counter()
            answer = await client.get("/api/v1/contacts", params=LISTS[name])
            if turn >= requests // 10:
                of_list.append((time.perf_counter() - begin) * 1e3)
            if not answer.raise_for_status().json()["items"]:
                raise RuntimeError(f"the list {name} is empty: nothing was measured")
    return latencies


def _figures(few: Latencies, many: Latencies, count: int) -> list[Figure]:
    figures: list[Figure] = []
    for name in LISTS:
        a, b = percentile(few[name], 0.99), percentile(many[name], 0.99)
        detail = {
            "p50_few_ms": round(percentile(few[name], 0.5), 2),
            "p50_many_ms": round(percentile(many[name], 0.5), 2),
            "p99_few_ms": round(a, 2),
            "p99_many_ms": round(b, 2),
            "requests": len(few[name]),
        }
        label = f"desk: {name}, p99 at {count:,} / at {DESK_FEW:,}"
        figures.append(Figure(label, b / a, "ratio", TIMES_SLOWER, detail=detail))
    return figures
