"""Who asked a moment ago need not be looked up again: for a second, and in this process."""

import time
from collections.abc import Callable
from uuid import UUID
from weakref import WeakSet

from chassis.policies import Actor

SECONDS = 1.0
MOST = 10_000

Key = tuple[UUID, UUID]
"""An account and its session."""


class KnownActors:
    """Actors as they were within the last second; bounded, the oldest are forgotten first.

    What another process of this service writes about accounts and sessions is seen within a second
    of its commit, which counts towards the five in which a revocation must be everywhere. What this
    process writes is seen at the next request (`forget_all`), except by whoever was looked up again
    between the write and its commit: they are known as they were for up to a second, too.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[Key, tuple[float, Actor]] = {}
        _EVERYONE.add(self)

    def get(self, key: Key) -> Actor | None:
        """Only whoever was let in; nobody is refused from memory."""
        until, actor = self._known.get(key, (0.0, None))
        if actor is None or until > self._clock():
            return actor
        del self._known[key]
        return None

    def put(self, key: Key, actor: Actor, since: float) -> None:
        """`since`: when the database was asked."""
        self._known.pop(key, None)
        self._known[key] = (since + SECONDS, actor)
        if len(self._known) > MOST:
            del self._known[next(iter(self._known))]

    def now(self) -> float:
        """The time this goes by."""
        return self._clock()

    def clear(self) -> None:
        """Ask the database about everybody again."""
        self._known.clear()


_EVERYONE: "WeakSet[KnownActors]" = WeakSet()


def forget_all() -> None:
    """Somebody's rights change.

    Called when the change is written, before its commit: whoever asks in between is read as they
    were, and remembered so for `SECONDS` from then.
    """
    for each in _EVERYONE:
        each.clear()
