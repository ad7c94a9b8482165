"""What knowing who asks costs: `python -m tests.load.authentication`.

Two services are assembled as they run, on a real PostgreSQL, and asked for lists, one request after
the other, without a network: whatever else a request costs outside makes the share smaller. A
log-in is measured beside it, with the hashes of production.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import fmean
from typing import Any
from uuid import uuid4

import httpx2
from pwdlib import PasswordHash

from chassis.known_actors import KnownActors
from chassis.migrations import migrate
from chassis.service import Service
from chassis_testing.harness import Harness, SigningKeys, make_signing_keys, running
from intake import app as intake
from intake.settings import Settings as IntakeSettings
from local_stack.stack import Stack
from tickets import app as tickets
from tickets.settings import Settings as TicketsSettings

REQUESTS = 1_000
WARMING = 100
PEOPLE = 200
MOST = 0.10
LISTS = {
    "intake": ("/api/v1/contacts?screen=calls", "contacts.read"),
    "tickets": ("/api/v1/tickets", "tickets.read"),
}


class Stopwatch:
    """Stands before something and counts its time: by the clock, and of this process's own work."""

    def __init__(self, work: Callable[..., Awaitable[Any]]) -> None:
        self._work = work
        self.clock: list[float] = []
        self.processor: list[float] = []

    async def __call__(self, *args: Any, **more: Any) -> Any:
        clock, processor = time.perf_counter(), time.process_time()
        done = await self._work(*args, **more)
        self.clock.append(time.perf_counter() - clock)
        self.processor.append(time.process_time() - processor)
        return done

    def mean(self) -> tuple[float, float]:
        """Microseconds of both, without the first ones."""
        found = [fmean(each[WARMING:]) * 1e6 for each in (self.clock, self.processor)]
        return found[0], found[1]


async def share(
    harness: Harness[Any], path: str, permission: str, *, strangers: bool
) -> dict[str, float]:
    """How much of an authorised list request is authentication: microseconds, and the shares.

    Two hundred people ask in turns, and what is known of them ages as at a thousand requests per
    second, however fast this machine is now. As `strangers` they are looked up every time.
    """
    people = [await harness.account(permission, role="administrator") for _ in range(PEOPLE)]
    state = harness.client._transport.app.state  # type: ignore[attr-defined]
    authenticate, asked = state.authenticate, [0]
    authenticate._known = KnownActors(lambda: asked[0] * (1 if strangers else 1e-3))
    inside, whole = Stopwatch(authenticate), Stopwatch(harness.client.get)
    state.authenticate = inside
    for n in range(WARMING + REQUESTS):
        asked[0] += 1
        answer: httpx2.Response = await whole(path, headers=people[n % PEOPLE])
        answer.raise_for_status()
    state.authenticate = authenticate
    (clock, processor), (of_clock, of_processor) = inside.mean(), whole.mean()
    return {
        "authentication_us": round(clock),
        "request_us": round(of_clock),
        "share": round(clock / of_clock, 3),
        "authentication_processor_us": round(processor),
        "request_processor_us": round(of_processor),
        "processor_share": round(processor / of_processor, 3),
    }


def settings(kind: Any, url: str, keys: SigningKeys, folder: Path) -> Any:
    """Of a service that hears nobody and tells nobody."""
    door_keys = folder / "channel-keys.json"
    door_keys.write_text("{}")
    values: dict[str, Any] = {
        "database_url": url,
        "kafka_servers": "127.0.0.1:1",
        "redis_url": "redis://127.0.0.1:1",
        "jwks_file": keys.jwks_file,
        "instance": "bench",
        "channel_keys_file": door_keys,
    }
    return kind(**{name: value for name, value in values.items() if name in kind.model_fields})


async def _measure(folder: Path) -> dict[str, dict[str, float]]:
    keys = make_signing_keys(folder)
    found: dict[str, dict[str, float]] = {}
    kinds = {"intake": (intake, IntakeSettings), "tickets": (tickets, TicketsSettings)}
    async with Stack(folder / "stack", parts={"postgres"}) as stack:
        for name, (module, kind) in kinds.items():
            url = await stack.postgres.create_database(f"bench_{name}")
            await asyncio.to_thread(migrate, name, url)
            if name == "intake":
                async with stack.postgres.databases.connect(f"bench_{name}") as connection:
                    query = Path(__file__).with_name("contacts.sql").read_text()
                    await connection.execute(query, 0, 5_000, uuid4())
            chosen = settings(kind, url, keys, folder)
            async with running(Service(module.define(chosen), chosen, "api"), keys) as harness:
                found[name] = await share(harness, *LISTS[name], strangers=False)
                known = f"{name}, everybody looked up every time"
                found[known] = await share(harness, *LISTS[name], strangers=True)
    found["a password"] = await _password()
    return found


async def _password() -> dict[str, float]:
    """What a log-in costs above all: one Argon2id hash."""
    hasher = PasswordHash.recommended()
    kept = hasher.hash("something long")
    watch = Stopwatch(lambda guess: asyncio.to_thread(hasher.verify, guess, kept))
    for _ in range(WARMING // 10 + 20):
        await watch("something else")
    clock, processor = (fmean(each) * 1e3 for each in (watch.clock, watch.processor))
    return {"clock_ms": round(clock), "processor_ms": round(processor)}


def main() -> int:
    """0, or 1 when it costs too much."""
    with tempfile.TemporaryDirectory(prefix="tero-load-") as folder:
        Path(folder).chmod(0o755)
        found = asyncio.run(_measure(Path(folder)))
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    return int(any(found[name]["processor_share"] > MOST for name in LISTS))


if __name__ == "__main__":
    sys.exit(main())
