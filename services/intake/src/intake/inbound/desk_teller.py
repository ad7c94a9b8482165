"""Tells open streams of the desk what became of the contacts they show."""

import time
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter

from chassis.causes import fresh_cause
from chassis.live import Changes, Whisper
from chassis.live_stream import Telling
from chassis.reach import Scope
from chassis.transactions import Database
from contracts.topics import CONTACTS
from intake.application.desk import DeskQuery
from intake.application.views import ContactRow, ListedScreen, StoredContact
from intake.domain.words import Channel
from intake.inbound.desk_models import DeskCounts, viewer
from intake.inbound.desk_signs import Clock, DeskSigns
from intake.inbound.edge import EdgeTransaction
from intake.inbound.watches import Watcher, by_reach

_ROW = TypeAdapter(ContactRow)

COUNT_ANEW: Whisper = {"kind": "count-anew"}
"""Said where what the badges count changed and no topic tells it: of call-backs. Where it is lost,
screens ask by themselves a little later."""

_CHANNEL: Mapping[ListedScreen, Channel] = {
    "calls": Channel.CALL,
    "calls-without-city": Channel.CALL,
    "chats": Channel.CHAT,
    "inquiries": Channel.INQUIRY,
}


Found = Mapping[UUID, tuple[StoredContact, frozenset[DeskQuery]]]


class DeskTeller:
    """Rows as each viewer sees them, what has left their screen, who else is at them, and what the
    badges count."""

    def __init__(self, database: Database[Any], clock: Clock = time.monotonic) -> None:
        self._database: Database[EdgeTransaction] = database
        self._signs = DeskSigns(database, clock)
        self._is_counted_anew = False

    async def tell(self, changes: Changes, streams: Sequence[Watcher]) -> None:
        """Reads the contacts once for all who see alike."""
        ids = [
            UUID(key)
            for key, told in changes.items()
            if any(change.topic == CONTACTS.name for change in told)
        ]
        if not ids:
            return
        self._signs.move(ids)
        for reach, alike in by_reach(streams):
            queries = list({stream.wants.asked for stream in alike})
            async with self._database.begin(fresh_cause(), Scope(reach)) as tx:
                found = await tx.desk.changed(ids, queries, alike[0].actor)
            rows = _Rows(found)
            for stream in alike:
                for contact_id in ids:
                    rows.tell(stream, contact_id)

    def whisper(self, words: Whisper, streams: Sequence[Watcher]) -> None:
        """Somebody is at a contact, or the badges count otherwise: told with the next beat,
        whatever else was heard until then."""
        if words == COUNT_ANEW:
            self._is_counted_anew = True
        else:
            self._signs.note(words)

    async def beat(self, streams: Sequence[Watcher]) -> None:
        """Who came, who left, whose sign was not said again; and the badges, if anybody said so."""
        await self._signs.tell(streams)
        if self._is_counted_anew:
            self._is_counted_anew = False
            await self.settle(streams)

    async def settle(self, streams: Sequence[Watcher]) -> None:
        """The badges, where they changed."""
        for reach, alike in by_reach(streams):
            viewers = list({stream.account_id for stream in alike})
            async with self._database.begin(fresh_cause(), Scope(reach)) as tx:
                counted = await tx.desk.counts_of(viewers, alike[0].actor)
                call_backs = await tx.call_backs.counts(alike[0].actor)
            for stream in alike:
                badges = DeskCounts.of(counted[stream.account_id], call_backs)
                counts = badges.model_dump_json().encode()
                if counts != stream.wants.counts:
                    stream.wants.counts = counts
                    stream.put("counts", Telling("counts", counts))


class _Rows:
    """What was found; the same row for several viewers is put into JSON once."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._written: dict[tuple[UUID, bool, frozenset[str]], Telling] = {}

    def tell(self, stream: Watcher, contact_id: UUID) -> None:
        if contact_id not in self._found:
            return  # out of sight: not even that something happened is told
        stored, fits = self._found[contact_id]
        if stream.wants.asked in fits:
            stream.put(str(contact_id), self._row(stored, stream))
        elif _may_have_been_there(stored, stream.wants.query):
            data = orjson.dumps({"id": str(contact_id)})
            stream.put(str(contact_id), Telling("gone", data))

    def _row(self, stored: StoredContact, stream: Watcher) -> Telling:
        eyes = viewer(stream.actor)
        seen_alike = stored.id, stored.holder_id == eyes.id, eyes.permissions
        if seen_alike not in self._written:
            data = _ROW.dump_json(stored.seen_by(eyes))
            self._written[seen_alike] = Telling("row", data)
        return self._written[seen_alike]


def _may_have_been_there(stored: StoredContact, query: DeskQuery) -> bool:
    """Also what was received only now: between that and a look somebody may have fetched it."""
    return _CHANNEL.get(query.screen, stored.channel) is stored.channel
