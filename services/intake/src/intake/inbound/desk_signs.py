"""Tells the desk's lists who else looks at their contacts, or writes in them, at this moment."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from typing import Any
from uuid import UUID

import orjson

from chassis.causes import fresh_cause
from chassis.live_stream import Telling
from chassis.reach import Reach, Scope
from chassis.transactions import Database
from intake.application.desk import DeskQuery
from intake.inbound.edge import EdgeTransaction
from intake.inbound.presence_board import People, PresenceBoard, Standing
from intake.inbound.watches import Watcher, by_reach

Clock = Callable[[], float]
Shown = Mapping[UUID, Set[DeskQuery]]
"""Which questions a contact answers, of those who may see it."""


class DeskSigns:
    """Looks at what has changed since it told last, and where; a list is told of its own contacts
    alone, and its viewer not of themselves."""

    def __init__(self, database: Database[Any], clock: Clock = time.monotonic) -> None:
        self._database: Database[EdgeTransaction] = database
        self._clock = clock
        self._board = PresenceBoard()
        self._standing: Standing = {}
        self._moved: set[UUID] = set()

    def note(self, words: Mapping[str, Any]) -> None:
        """Of somebody at some contact."""
        self._board.note(words, self._clock())

    def move(self, contact_ids: Collection[UUID]) -> None:
        """These may be in other lists now."""
        self._moved.update(each for each in contact_ids if each in self._standing)

    async def tell(self, streams: Sequence[Watcher]) -> None:
        """What is new, and everything to whoever has just come or was told to look anew."""
        standing = self._board.standing(self._clock())
        moved, self._moved = self._moved, set()
        changed = moved | {
            each
            for each in standing.keys() | self._standing.keys()
            if standing.get(each) != self._standing.get(each)
        }
        try:
            for reach, alike in by_reach(streams):
                await self._tell_alike(reach, alike, standing, changed)
        except Exception:
            self._moved |= moved
            raise
        self._standing = standing

    async def _tell_alike(
        self, reach: Reach, alike: Sequence[Watcher], standing: Standing, changed: Set[UUID]
    ) -> None:
        begin = {stream: stream.resets for stream in alike}
        fresh = {stream for stream in alike if stream.wants.signs_since != begin[stream]}
        wanted = standing.keys() if fresh else standing.keys() & changed
        shown = await self._shown(reach, alike, wanted) if wanted else {}
        written: dict[tuple[UUID, People], Telling] = {}
        for stream in alike:
            if stream in fresh:
                stream.wants.signs_since = begin[stream]
                stream.wants.signs.clear()
            for contact_id in wanted if stream in fresh else changed:
                is_shown = stream.wants.asked in shown.get(contact_id, ())
                people = _others(standing.get(contact_id, ()), stream) if is_shown else ()
                _put(stream, contact_id, people, written)

    async def _shown(self, reach: Reach, alike: Sequence[Watcher], ids: Collection[UUID]) -> Shown:
        queries = list({stream.wants.asked for stream in alike})
        async with self._database.begin(fresh_cause(), Scope(reach)) as tx:
            found = await tx.desk.changed(list(ids), queries, alike[0].actor)
        return {contact_id: fits for contact_id, (_, fits) in found.items()}


def _others(people: People, stream: Watcher) -> People:
    return tuple(each for each in people if each.by != stream.account_id)


def _put(
    stream: Watcher, contact_id: UUID, people: People, written: dict[tuple[UUID, People], Telling]
) -> None:
    """Says what this stream does not know; the same for several is put into JSON once."""
    known = stream.wants.signs
    if known.get(contact_id, ()) == people:
        return
    known.pop(contact_id, None)
    if people:
        known[contact_id] = people
    if (contact_id, people) not in written:
        data = orjson.dumps({"id": contact_id, "who": people})
        written[contact_id, people] = Telling("presence", data)
    stream.put(f"presence {contact_id}", written[contact_id, people])
