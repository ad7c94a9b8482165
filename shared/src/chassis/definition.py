"""What a service says of itself; the kernel makes a running process of it."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from fastapi import APIRouter

from chassis.calls import CallHandler
from chassis.due import DueHandler
from chassis.handlers import Handles, Subscriptions
from chassis.live import Teller
from chassis.rate_limits import Kind
from chassis.source_topics import SourceTopic
from chassis.transactions import Database, Tx
from chassis.upkeep import Chore

T = TypeVar("T")


@dataclass(frozen=True)
class Definition(Generic[T]):
    """What makes one service different from the others.

    `shape` turns a bare transaction into the service's own; `start` may prepare things that need
    the database before the first request (a first administrator); `rate_kinds` says below which
    paths a POST is charged to a budget of its own (a log-in, a door); `loops` are work of every
    worker that never ends; `live_topics` are those whose news its live streams show (`live.py`),
    `tellers` who tells each kind of stream.
    """

    name: str
    title: str
    shape: Callable[[Tx], T]
    routers: Sequence[APIRouter] = ()
    handles: Sequence[Handles[T]] = ()
    source_topics: Sequence[SourceTopic[T]] = ()
    timers: Mapping[str, DueHandler[T]] = field(default_factory=dict)
    calls: Mapping[str, CallHandler[T]] = field(default_factory=dict)
    chores: Sequence[Chore[T]] = ()
    state: Mapping[str, Any] = field(default_factory=dict)
    rate_kinds: Mapping[str, Kind] = field(default_factory=dict)
    loops: Sequence[Callable[[Database[T]], Coroutine[Any, Any, None]]] = ()
    live_topics: Sequence[str] = ()
    tellers: Mapping[str, Callable[[Database[T]], Teller]] = field(default_factory=dict)
    start: Callable[[Database[T]], Coroutine[Any, Any, None]] | None = None

    @property
    def subscriptions(self) -> Subscriptions[T]:
        """All that it listens to."""
        return Subscriptions(self.handles, self.source_topics)
