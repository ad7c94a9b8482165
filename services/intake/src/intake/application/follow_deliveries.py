"""Channels tell how far our replies have come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.application.ports import Key, Transaction
from intake.domain.contact import Contact
from intake.domain.message import Delivery, Message
from intake.domain.words import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a reply has come, and why not further."""

    message_id: UUID
    state: Delivery
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport(Progress):
    """The same of a reply in a chat, as its channel tells it."""

    source: str
    chat_id: str

    @property
    def chat(self) -> Key:
        """As contacts are known."""
        return self.source, self.chat_id


async def follow_deliveries(
    reports: Sequence[DeliveryReport], tx: Transaction
) -> dict[UUID, Message]:
    """The replies that were told of, as they are now. What is told of others is not believed: a
    channel speaks of its own chats alone."""
    chats = await tx.contacts.of_keys(Channel.CHAT, {each.chat for each in reports})
    known = await tx.messages.replies({each.message_id for each in reports})
    own = [each for each in reports if _is_own(each, chats.get(each.chat), known)]
    await hear_all(own, known, tx)
    return {each.message_id: known[each.message_id] for each in own}


async def hear_all(
    told: Iterable[Progress], known: Mapping[UUID, Message], tx: Transaction
) -> None:
    """Write what is new of these replies, all of which are known."""
    changed = {
        each.message_id
        for each in told
        if known[each.message_id].hear(each.state, each.at, each.reason)
    }
    await tx.messages.save([known[message_id] for message_id in sorted(changed)])


async def note_read(
    contact_id: UUID, revision: int, state: Delivery, now: datetime, tx: Transaction
) -> None:
    """The customer has, or has seen, all replies up to a revision; raises NotFound."""
    await tx.contacts.get(contact_id)
    replies = await tx.messages.replies_up_to(contact_id, revision)
    await tx.messages.save([reply for reply in replies if reply.hear(state, now, None)])


def _is_own(report: DeliveryReport, chat: Contact | None, known: Mapping[UUID, Message]) -> bool:
    message = known.get(report.message_id)
    return chat is not None and message is not None and message.contact_id == chat.id
