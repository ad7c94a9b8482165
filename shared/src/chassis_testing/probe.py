"""A tiny service whose effects can be counted; the kernel's tests run it, also as a process.

`python -m chassis_testing.probe`, with TERO_* and PROBE_* set, runs a worker of it, or all.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from chassis.cloudevents import Received
from chassis.command import serve
from chassis.contract import Contract
from chassis.definition import Definition
from chassis.handlers import Handles
from chassis.service import Role
from chassis.settings import ServiceSettings
from chassis.transactions import Tx


@dataclass(frozen=True)
class ProbeTopic:
    """A topic of the kernel's tests."""

    name: str
    open_door: bool = False


class Counted(Contract):
    """The n-th event of a key. `mood` steers the handler: `poison` fails for its own sake."""

    type = "probe.counted.v1"
    topic: ClassVar[ProbeTopic] = ProbeTopic("probe")

    key: str
    n: int
    mood: str = ""


class Echoed(Contract):
    """What the handler tells others about it."""

    type = "probe.echoed.v1"
    topic: ClassVar[ProbeTopic] = ProbeTopic("probe-echo")

    key: str
    n: int


class Poisoned(ValueError):
    """The handler cannot digest this one."""


Hook = Callable[[Sequence[Received[Counted]], Tx], Awaitable[None]]


async def nothing(_: Sequence[Received[Counted]], __: Tx) -> None:
    """Add nothing to the effect."""


def contracts_on(topic: str, *, open_door: bool = False) -> tuple[type[Counted], type[Echoed]]:
    """The two contracts, bound to a topic of one test."""
    counted = type("Counted", (Counted,), {"topic": ProbeTopic(topic, open_door)})
    echoed = type("Echoed", (Echoed,), {"topic": ProbeTopic(f"{topic}-echo")})
    return counted, echoed


def define_probe(
    topic: str,
    *,
    name: str = "probe",
    before: Hook = nothing,
    after: Hook = nothing,
    open_door: bool = False,
) -> Definition[Tx]:
    """The service: each event becomes one row and one echo; hooks run around them."""
    counted, echoed = contracts_on(topic, open_door=open_door)

    async def count(events: Sequence[Received[Counted]], tx: Tx) -> None:
        await before(events, tx)
        connection = await tx.driver()
        for event in tx.each(events):
            if event.data.mood == "poison":
                raise Poisoned(event.data.key)
            await connection.execute(
                "insert into effect (key, n) values ($1, $2)", event.data.key, event.data.n
            )
            tx.emit(
                echoed(key=event.data.key, n=event.data.n),
                key=event.data.key,
                version=event.data.n,
            )
        await after(events, tx)

    return Definition(
        name=name,
        title="Probe",
        shape=lambda tx: tx,
        handles=[Handles(counted, count)],
        live_topics=[echoed.topic.name],
    )


async def _slowly(_: Sequence[Received[Counted]], __: Tx) -> None:
    """A handler that takes long enough to be interrupted; with `once`, only the first time of a
    process, whatever it becomes."""
    seconds = float(os.environ.get("PROBE_SECONDS", "0"))
    if os.environ.get("PROBE_SLOW") == "once":
        os.environ["PROBE_SECONDS"] = "0"
    await asyncio.sleep(seconds)


def _main() -> None:
    hooks = {"before" if os.environ.get("PROBE_SLOW") == "before" else "after": _slowly}
    definition = define_probe(os.environ["PROBE_TOPIC"], name=os.environ["PROBE_NAME"], **hooks)  # type: ignore[arg-type]
    role: Role = "all" if os.environ.get("PROBE_ROLE") == "all" else "worker"
    serve(definition, ServiceSettings(), role, ["chassis_testing.probe"])


if __name__ == "__main__":
    _main()
