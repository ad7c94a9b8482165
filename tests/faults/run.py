"""One playing of one scenario: what everybody who takes part in it shares."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import inf

from tests.faults.ledger import Ledger, Place
from tests.faults.traffic.doors import HttpDoor, KafkaDoor

from local_stack.demo.api import Web
from local_stack.demo.day.wire import TOPIC, Playing, Record
from local_stack.demo.installation import Installation
from local_stack.demo.play.stage import Cast


@dataclass(frozen=True)
class Shape:
    """How much traffic, and of which kind. `copies` is how often a channel says everything, at
    least and at most; with `both_doors` it says it at both doors at once. A `careless` channel
    never repeats what was not answered; one that has `shuffled` its messages says them in any
    order, as fast as it can."""

    rate: float = 15.0
    cases: float = 1.0
    kafka_share: float = 0.45
    copies: tuple[int, int] = (1, 1)
    both_doors: bool = False
    careless: float = 0.1
    shuffled: bool = False


@dataclass
class Times:
    """When the phases began, in seconds since 1970."""

    began: float = field(default_factory=time.time)
    hurt: float = inf
    healed: float = inf

    def phase(self, moment: float) -> str:
        """`before`, `during` or `after` the faults."""
        if moment < self.hurt:
            return "before"
        return "during" if moment < self.healed else "after"


@dataclass
class Run:
    """`name` begins the external id of every contact. `http` and `kafka` are the doors, for
    scenarios that have something of their own to say. `complaints` are sentences about what people
    waited for in vain, were refused, or saw that should not be."""

    name: str
    seed: int
    shape: Shape
    ledger: Ledger
    web: Web
    cast: Cast
    installation: Installation
    playing: Playing
    http: HttpDoor
    kafka: KafkaDoor
    times: Times = field(default_factory=Times)
    complaints: list[str] = field(default_factory=list)
    gives_up_at: float = inf

    @property
    def is_over(self) -> bool:
        """Whether nobody tries anything any more."""
        return time.time() > self.gives_up_at

    async def send_broken(self, record: Record, reason: str, topic: str = TOPIC) -> Place:
        """A record that must end in quarantine, once; raises NoAnswer where that is not known."""
        place = await self.kafka.send(record, topic)
        self.ledger.sent_broken(place, reason)
        return place

    async def pause(self, seconds: float) -> None:
        """Some seconds go by, at most until everybody gives up."""
        await asyncio.sleep(max(0.0, min(seconds, self.gives_up_at - time.time())))


def backing_off(first: float = 0.2, most: float = 2.0) -> Callable[[], float]:
    """Ever longer pauses, in seconds."""
    pause = first / 2

    def following() -> float:
        nonlocal pause
        pause = min(pause * 2, most)
        return pause

    return following
