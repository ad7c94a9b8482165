"""Conversations as one timeline: what the bot brought along, then what was said since."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chassis.scope import missing
from chassis.transactions import Tx
from intake.application.chat import (
    AUTHOR_LABELS,
    MessageView,
    Place,
    Standing,
    Timeline,
    view_of,
)
from intake.application.views import StoredContact
from intake.domain.conversation import Line
from intake.domain.message import Author
from intake.outbound.attachment_store import with_attachments
from intake.outbound.conversation_store import SqlConversations
from intake.outbound.desk_lists import STORED, stored_contact
from intake.outbound.message_store import COLUMNS, message_of
from intake.outbound.scope import CONTACTS

_READ = f"select {COLUMNS} from message where contact_id = $1"  # noqa: S608 - names of columns

_NEWEST = f"{_READ} order by at desc, position desc limit $2"
_OLDER = f"{_READ} and (at, position) < ($3, $4) order by at desc, position desc limit $2"
_OLDEST = f"{_READ} order by at, position limit $2"
_NEWER = f"{_READ} and (at, position) > ($3, $4) order by at, position limit $2"
_CHANGED = f"{_READ} and revision > $3 order by revision desc limit $2"
_REVISION = "select coalesce(max(revision), 0) from message where contact_id = $1"

_CHAT = """
select id from contact where source = $1 and external_id = $2 and channel = 'chat'
and accepted_at > now() - interval '30 days'
"""
_STANDING = """
select state = 'closed' as closed, taken_by_name, coalesce(city, customer_city) as city
from contact where id = $1
"""
_ROW = f"select {STORED} from contact where id = $1"  # noqa: S608 - names of columns

_Placed = tuple[Place, MessageView]


class SqlTimelines:
    """Implements the port `Timelines`. Whether somebody may look was asked before."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def before(self, contact_id: UUID, place: Place | None, limit: int) -> Timeline:
        """The stretch that ends before this place, or at the newest message."""
        found: list[_Placed] = []
        if place is None or place.at is not None:
            found = await self._messages(_OLDER if place else _NEWEST, contact_id, limit + 1, place)
        if len(found) <= limit:
            lines = await self._lines(contact_id)
            end = place.number if place and place.at is None else len(lines)
            found += lines[:end][::-1]
        stretch = found[:limit][::-1]
        older = stretch[0][0] if len(found) > limit else None
        newer = stretch[-1][0] if place and stretch else None
        return await self._timeline(contact_id, stretch, older, newer)

    async def after(self, contact_id: UUID, place: Place, limit: int) -> Timeline:
        """The stretch that begins behind this place."""
        found: list[_Placed] = []
        if place.at is None:
            found = (await self._lines(contact_id))[place.number + 1 :]
        if len(found) <= limit:
            statement = _NEWER if place.at else _OLDEST
            found += await self._messages(statement, contact_id, limit + 1 - len(found), place)
        stretch = found[:limit]
        newer = stretch[-1][0] if len(found) > limit else None
        older = stretch[0][0] if stretch else None
        return await self._timeline(contact_id, stretch, older, newer)

    async def changed(self, contact_id: UUID, revision: int, limit: int) -> list[MessageView]:
        """What was said, or came further, after this revision; of more than `limit` the newest,
        the oldest change first."""
        rows = await (await self._kernel.driver()).fetch(_CHANGED, contact_id, limit, revision)
        messages = [message_of(row) for row in reversed(rows)]
        return [view_of(each) for each in await with_attachments(self._kernel, messages)]

    async def chat_of(self, source: str, chat_id: str) -> UUID | None:
        """The contact of a chat that began in the last thirty days."""
        found: UUID | None = await (await self._kernel.driver()).fetchval(_CHAT, source, chat_id)
        return found

    async def standing(self, contact_id: UUID) -> Standing:
        """How a chat stands."""
        row = await (await self._kernel.driver()).fetchrow(_STANDING, contact_id)
        return Standing(*row) if row else Standing(True, None)

    async def row(self, contact_id: UUID) -> StoredContact:
        """The contact as a list shows it; raises NotFound."""
        row = await (await self._kernel.driver()).fetchrow(_ROW, contact_id)
        if row is None:
            raise missing(CONTACTS)
        return stored_contact(row)

    async def _timeline(
        self, contact_id: UUID, items: Sequence[_Placed], older: Place | None, newer: Place | None
    ) -> Timeline:
        revision = await (await self._kernel.driver()).fetchval(_REVISION, contact_id)
        return Timeline([view for _, view in items], older, newer, revision)

    async def _messages(
        self, statement: str, contact_id: UUID, limit: int, place: Place | None
    ) -> list[_Placed]:
        values: list[Any] = [contact_id, limit]
        if place is not None and place.at is not None:
            values += [place.at, place.number]
        rows = await (await self._kernel.driver()).fetch(statement, *values)
        messages = await with_attachments(self._kernel, [message_of(row) for row in rows])
        return [(Place(each.at, each.position), view_of(each)) for each in messages]

    async def _lines(self, contact_id: UUID) -> list[_Placed]:
        lines = await SqlConversations(self._kernel).of(contact_id)
        return [(Place(None, number), _view_of_line(line)) for number, line in enumerate(lines)]


def _view_of_line(line: Line) -> MessageView:
    author = Author(line.author)
    return MessageView(None, author, AUTHOR_LABELS[author], None, line.text, line.at, revision=0)
