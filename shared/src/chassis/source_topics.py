"""Topics that one source alone writes: who speaks there is known, and need not be believed."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from chassis.cloudevents import Received, Unreadable
from chassis.contract import HasTopic
from chassis.errors import Refusal

T = TypeVar("T")


@dataclass(frozen=True)
class SourceTopic(Generic[T]):
    """A topic on which one source alone writes what the others write to `beside`.

    The brokers let nobody else write there. `admit` raises a Refusal for what the service does not
    take from it now; that is quarantined.
    """

    name: str
    beside: HasTopic
    source: str
    admit: Callable[[Received[Any], T], Awaitable[None]]


class SourceTopics(Generic[T]):
    """All of one service. `homes` tells of each the topic whose contracts travel on it."""

    def __init__(self, topics: Iterable[SourceTopic[T]]) -> None:
        self._topics = {each.name: each for each in topics}
        self.homes = {name: each.beside.name for name, each in self._topics.items()}
        self._elsewhere = {
            (each.beside.name, each.source): name for name, each in self._topics.items()
        }

    def __bool__(self) -> bool:
        return bool(self._topics)

    def vouch(self, topic: str, event: Received[Any]) -> Received[Any]:
        """The event, if its source may speak on this topic; raises Unreadable."""
        own = self._topics.get(topic)
        if own is None:
            elsewhere = self._elsewhere.get((topic, event.source))
            if elsewhere is not None:
                detail = f"{event.source} writes to {elsewhere}, not to {topic}"
                raise Unreadable("wrong-source", detail)
            return event
        if event.source != own.source:
            detail = f"ce_source is {event.source!r}, and {topic} is of {own.source!r} alone"
            raise Unreadable("wrong-source", detail)
        # Who acts is no more for the record to say than who speaks.
        return event._replace(cause=event.cause._replace(actor=own.source))

    async def admit(self, topic: str, event: Received[Any], shaped: T) -> None:
        """Ask the service about a source with a topic of its own; raises Unreadable."""
        own = self._topics.get(topic)
        if own is None:
            return
        try:
            await own.admit(event, shaped)
        except Refusal as why:
            raise Unreadable(why.code, str(why)) from why
