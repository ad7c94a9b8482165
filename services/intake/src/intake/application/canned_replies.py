"""Texts that operators have ready: kept, changed, and filled in for one contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.errors import NotFound
from intake.application.views import StoredContact
from intake.domain.canned import CannedReply, CannedReplyChanged, check_text, filled
from intake.domain.claim import Operator


@dataclass(frozen=True, slots=True)
class Editor:
    """Who changes texts; `shares` where they may change those of everybody."""

    id: UUID
    shares: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text is called, and what it says."""

    title: str
    text: str


class CannedReplies(Protocol):
    """Everybody sees their own texts and those that are shared."""

    async def page(
        self, viewer_id: UUID, after: tuple[str, UUID] | None, limit: int
    ) -> Sequence[CannedReply]:
        """Those after (title, id), by title."""

    async def get(self, reply_id: UUID, viewer_id: UUID) -> CannedReply | None:
        """One that this viewer sees, locked."""

    async def put(self, reply: CannedReply) -> None:
        """Keep it as it is now."""

    async def drop(self, reply_id: UUID) -> None:
        """Forget it."""


async def add_canned_reply(
    wording: Wording, editor: Editor, now: datetime, kept: CannedReplies, *, shared: bool
) -> CannedReply:
    """Raises UnknownVariable, CannedReplyIsShared."""
    check_text(wording.text)
    owner = None if shared else editor.id
    reply = CannedReply(uuid7(), owner, wording.title, wording.text, 1, now)
    reply.check_can_change(shares=editor.shares)
    await kept.put(reply)
    return reply


async def change_canned_reply(
    found: tuple[UUID, int], wording: Wording, editor: Editor, now: datetime, kept: CannedReplies
) -> CannedReply:
    """The one with this id, as its editor knows it by its version. Raises NotFound,
    UnknownVariable, CannedReplyIsShared, CannedReplyChanged."""
    reply_id, version = found
    check_text(wording.text)
    reply = await _one(reply_id, editor, kept)
    if (reply.title, reply.text) == (wording.title, wording.text):
        return reply
    if reply.version != version:
        raise CannedReplyChanged(reply.version)
    reply.title, reply.text = wording.title, wording.text
    reply.version, reply.changed_at = reply.version + 1, now
    await kept.put(reply)
    return reply


async def drop_canned_reply(reply_id: UUID, editor: Editor, kept: CannedReplies) -> None:
    """Raises NotFound, CannedReplyIsShared."""
    await _one(reply_id, editor, kept)
    await kept.drop(reply_id)


async def fill_canned_reply(
    reply_id: UUID, contact: StoredContact, operator: Operator, kept: CannedReplies
) -> str:
    """The text for this contact, by this operator; raises NotFound."""
    reply = await kept.get(reply_id, operator.id)
    if reply is None:
        raise _missing()
    values = {
        "customer.name": contact.name,
        "customer.city": contact.city,
        "contact.number": str(contact.number),
        "contact.reason": contact.reason,
        "contact.ticket": str(contact.ticket_number) if contact.ticket_number else None,
        "operator.name": operator.name,
    }
    return filled(reply.text, values)


async def _one(reply_id: UUID, editor: Editor, kept: CannedReplies) -> CannedReply:
    reply = await kept.get(reply_id, editor.id)
    if reply is None:
        raise _missing()
    reply.check_can_change(shares=editor.shares)
    return reply


def _missing() -> NotFound:
    return NotFound("There is no such text.", code="unknown-canned-reply")
