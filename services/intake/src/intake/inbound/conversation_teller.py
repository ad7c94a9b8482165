"""Tells open conversations what was said, how far replies have come, and who attends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar
from uuid import UUID

import orjson
import structlog
from pydantic import TypeAdapter

from chassis.causes import fresh_cause
from chassis.database import is_outage
from chassis.live import Changes, Whisper
from chassis.live_stream import Stream, Telling
from chassis.transactions import Database
from intake.application.chat import MessageView, Standing
from intake.application.views import ContactRow, StoredContact
from intake.inbound.desk_models import viewer
from intake.inbound.edge import EdgeTransaction
from intake.inbound.visitor_models import VisitorMessage, as_visitor_sees

log = structlog.get_logger(__name__)

OPERATORS, VISITORS = "conversations", "visitors"
"""The tellers of these streams."""

_MOST_AT_ONCE = 200
_MESSAGE: TypeAdapter[MessageView] = TypeAdapter(MessageView)
_ROW: TypeAdapter[ContactRow] = TypeAdapter(ContactRow)


@dataclass(slots=True, eq=False)
class Conversation:
    """What a stream shows: the conversation of a contact, and how far it was told; of a visitor
    also whence they look."""

    contact_id: UUID
    revision: int
    address: str = ""


Watcher = Stream[Conversation]


class ConversationTeller:
    """For operators: `message` and `contact`, the row as its viewer sees it."""

    def __init__(self, database: Database[Any]) -> None:
        self._database: Database[EdgeTransaction] = database

    async def tell(self, changes: Changes, streams: Sequence[Watcher]) -> None:
        """Each conversation that changed is read once for all who look at it."""
        concerned = [each for each in streams if str(each.wants.contact_id) in changes]
        for contact_id, watchers in _by_contact(concerned):
            try:
                await self._tell(contact_id, watchers)
            except Exception as error:
                if is_outage(error):
                    raise
                log.warning("a conversation could not be told", exc_info=error)
                for stream in watchers:
                    stream.reset()

    def whisper(self, words: Whisper, streams: Sequence[Watcher]) -> None:
        """Who looks, and who is typing; the viewer is not told of themselves."""
        for stream in streams:
            concerned = str(stream.wants.contact_id) == words.get("contact_id")
            if concerned and str(stream.account_id) != words["by"]:
                stream.put(f"presence {words['by']}", Telling("presence", orjson.dumps(words)))

    async def beat(self, streams: Sequence[Watcher]) -> None:
        """Nothing passes by itself."""

    async def settle(self, streams: Sequence[Watcher]) -> None:
        """Nothing waits."""

    async def catch_up(self, stream: Watcher) -> None:
        """What happened between the last look and now."""
        await self._tell(stream.wants.contact_id, [stream])

    async def _tell(self, contact_id: UUID, watchers: Sequence[Watcher]) -> None:
        since = min(each.wants.revision for each in watchers)
        async with self._database.begin(fresh_cause()) as tx:
            messages = await tx.timelines.changed(contact_id, since, _MOST_AT_ONCE + 1)
            about = await self._about(contact_id, tx)
        for stream in watchers:
            self._put_about(stream, about)
            if len(messages) > _MOST_AT_ONCE:
                stream.reset()
            for message in messages:
                if message.revision > stream.wants.revision:
                    stream.put(str(message.id), Telling("message", self._written(message)))
            newest = messages[-1].revision if messages else since
            stream.wants.revision = max(stream.wants.revision, newest)

    async def _about(self, contact_id: UUID, tx: EdgeTransaction) -> Any:
        return await tx.timelines.row(contact_id)

    def _put_about(self, stream: Watcher, about: Any) -> None:
        stored: StoredContact = about
        row = _ROW.dump_json(stored.seen_by(viewer(stream.actor)))
        stream.put("contact", Telling("contact", row))

    def _written(self, message: MessageView) -> bytes:
        return _MESSAGE.dump_json(message)


class VisitorTeller(ConversationTeller):
    """For visitors: `message` and `chat`, without what is only for the desk."""

    _VIEW: ClassVar[TypeAdapter[VisitorMessage]] = TypeAdapter(VisitorMessage)

    def whisper(self, words: Whisper, streams: Sequence[Watcher]) -> None:
        """That the desk is typing; not who looks."""
        for stream in streams:
            concerned = str(stream.wants.contact_id) == words.get("contact_id")
            if concerned and words["state"] == "typing" and words["kind"] == "operator":
                stream.put("typing", Telling("typing", orjson.dumps({"seconds": words["seconds"]})))

    async def _about(self, contact_id: UUID, tx: EdgeTransaction) -> Any:
        return await tx.timelines.standing(contact_id)

    def _put_about(self, stream: Watcher, about: Any) -> None:
        standing: Standing = about
        state = "closed" if standing.is_closed else "open"
        data = orjson.dumps({"state": state, "agent": standing.holder})
        stream.put("chat", Telling("chat", data))

    def _written(self, message: MessageView) -> bytes:
        return self._VIEW.dump_json(as_visitor_sees(message))


def _by_contact(streams: Iterable[Watcher]) -> list[tuple[UUID, list[Watcher]]]:
    ordered = sorted(streams, key=lambda stream: stream.wants.contact_id)
    grouped = groupby(ordered, key=lambda stream: stream.wants.contact_id)
    return [(contact_id, list(watchers)) for contact_id, watchers in grouped]
