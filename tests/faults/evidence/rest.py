"""Coming to rest: nothing waits, nothing new arrives, and the services say so themselves."""

import asyncio
import time

import httpx2
from tests.faults.evidence.waiting import Watch, left_over

from local_stack.demo.installation import Installation
from local_stack.services import SPECS

_LOOK_SECONDS = 0.5
_STILL_SECONDS = 2.0
# The services look at their own numbers every five or ten seconds.
_OWN_NUMBERS_SECONDS = 25.0


async def come_to_rest(watch: Watch, seconds: float) -> list[str]:
    """Waits until nothing moves any more; what still waits after so many seconds, in sentences."""
    deadline = time.time() + seconds
    ends, since = dict(watch.ends), time.time()
    while time.time() < deadline:
        await asyncio.sleep(_LOOK_SECONDS)
        sample = watch.samples[-1] if watch.samples else None
        if sample is None or not sample.is_quiet or watch.ends != ends:
            ends, since = dict(watch.ends), time.time()
        elif time.time() - since > _STILL_SECONDS:
            return []
    where = watch.samples[-1].where if watch.samples else {}
    said = [f"{name} did not come to rest: {what}" for name, what in where.items()]
    return said or ["something new arrived all the time"]


async def own_numbers(installation: Installation) -> list[str]:
    """What waits according to the services' own numbers, once they had time to look again."""
    async with httpx2.AsyncClient(timeout=5) as client:
        found = await asyncio.gather(
            *(_own_number(client, spec.name, installation.ports[spec.name]) for spec in SPECS)
        )
    return [sentence for sentence in found if sentence]


async def _own_number(client: httpx2.AsyncClient, name: str, port: int) -> str | None:
    deadline = time.time() + _OWN_NUMBERS_SECONDS
    while True:
        try:
            answer = await client.get(f"http://127.0.0.1:{port}/metrics")
            waits: dict[str, float] | str = left_over(answer.text)
        except httpx2.HTTPError as error:
            waits = type(error).__name__
        if not waits:
            return None
        if time.time() > deadline:
            return f"{name} says of itself: {waits}"
        await asyncio.sleep(_LOOK_SECONDS)
