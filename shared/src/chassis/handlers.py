"""What a service does with which event, and in which order within a batch."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from chassis.cloudevents import Received, Record
from chassis.contract import Contract, HasTopic
from chassis.parking import ParkedKey, parking_key
from chassis.source_topics import SourceTopic, SourceTopics

T = TypeVar("T")

_WORTH_TWO_LANES = 64
Handler = Callable[[Sequence[Received[Any]], T], Awaitable[None]]


@dataclass(frozen=True)
class Handles(Generic[T]):
    """One contract and its handler.

    The handler gets events of this type in their order, a few hundred at a time or just one, and
    the service's transaction. Before it runs, events already seen are dropped by the inbox; with
    `repeatable=True` the handler promises that a second time changes nothing (a state kept only
    if newer, an insert that ignores conflicts), and the inbox is spared.
    """

    contract: type[Contract]
    handler: Handler[T]
    repeatable: bool = False


class Understood(NamedTuple):
    """A record with the event in it."""

    record: Record
    event: Received[Any]


class Subscriptions(Generic[T]):
    """All that one service listens to."""

    def __init__(
        self, handles: Iterable[Handles[T]], source_topics: Iterable[SourceTopic[T]] = ()
    ) -> None:
        self.by_type = {each.contract.type: each for each in handles}
        topics: dict[str, HasTopic] = {
            each.contract.topic.name: each.contract.topic for each in self.by_type.values()
        }
        self.sources = SourceTopics(source_topics)
        self.topics = sorted([*topics, *self.sources.homes])
        self._open_doors = {name for name, topic in topics.items() if topic.open_door}

    def home_of(self, topic: str) -> str:
        """The topic of the contracts that travel here."""
        return self.sources.homes.get(topic, topic)

    def is_open_door(self, topic: str) -> bool:
        """Whether outsiders write there, so that nothing unknown may be passed over."""
        return self.home_of(topic) in self._open_doors


def lanes(
    records: Sequence[Record], homes: Mapping[str, str] = MappingProxyType({})
) -> list[list[Record]]:
    """Divide a batch by partitions into one lane, or two of about the same length.

    Only where all are of one topic: what handlers of two topics do for one another (a contact that
    looks for its customer, a customer that looks for its contacts) they may only do one after the
    other, or each could miss what the other has not committed yet. A source's own topic counts as
    the one that it is beside, its home.
    """
    first: list[Record] = []
    second: list[Record] = []
    topics = {record.topic for record in records}
    if len(records) < _WORTH_TWO_LANES or len({homes.get(each, each) for each in topics}) > 1:
        return [list(records)]
    places: dict[tuple[str, int], list[Record]] = {}
    for record in records:
        places.setdefault((record.topic, record.partition), []).append(record)
    for group in sorted(places.values(), key=len, reverse=True):
        shorter = first if len(first) <= len(second) else second
        shorter.extend(group)
    return [lane for lane in (first, second) if lane]


def waves(understood: Sequence[Understood]) -> list[list[Understood]]:
    """Group a batch into as few handler calls as keep every key's order.

    All events of a wave have one type. An event goes to a later wave than the events of its key
    before it, unless these are of its own type and share its wave. Events without a key have no
    order among themselves, as when they are parked.
    """
    depth_of_key: dict[ParkedKey, tuple[int, str]] = {}
    found: dict[tuple[int, str], list[Understood]] = {}
    for item in understood:
        key, kind = parking_key(item.record), item.event.type
        depth, last_kind = depth_of_key.get(key, (0, kind))
        if last_kind != kind:
            depth += 1
        depth_of_key[key] = (depth, kind)
        found.setdefault((depth, kind), []).append(item)
    return [found[place] for place in sorted(found)]
