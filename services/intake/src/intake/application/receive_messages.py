"""Channels tell what customers say in chats, one message or hundreds at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.causes import Cause
from chassis.errors import NotFound
from intake.application.attachments import attach_all
from intake.application.ports import Key, Transaction
from intake.application.receive_contacts import Report, receive_contacts
from intake.domain.contact import Contact
from intake.domain.facts import Facts
from intake.domain.message import Author, Message
from intake.domain.words import Channel


class UnknownChat(NotFound):
    """The channel has not told of this chat."""

    code = "unknown-chat"

    def __init__(self) -> None:
        super().__init__("There is no such chat: tell of the chat before its messages.")


@dataclass(frozen=True, slots=True)
class Said:
    """Something somebody said in a chat, known by source, chat and message."""

    source: str
    chat_id: str
    message_id: str
    author: Author
    author_name: str | None
    text: str
    at: datetime
    cause: Cause | None = None
    attachments: tuple[UUID, ...] = ()

    @property
    def chat(self) -> Key:
        """As contacts are known."""
        return self.source, self.chat_id


@dataclass(frozen=True, slots=True)
class Heard:
    """The chat a message belongs to, the message as it is kept, and whether it is new."""

    contact: Contact
    message_id: UUID
    is_new: bool


async def receive_message(said: Said, now: datetime, tx: Transaction) -> Heard:
    """One message of a chat that is known; raises UnknownChat, UnknownAttachment."""
    chats = await tx.contacts.of_keys(Channel.CHAT, [said.chat])
    contact = chats.get(said.chat)
    if contact is None:
        raise UnknownChat
    added = await tx.messages.add([_message(said, contact, now)])
    if added:
        await attach_all(tx.attachments, added[0].id, contact.id, None, said.attachments)
        return Heard(contact, added[0].id, is_new=True)
    known = await tx.messages.named(contact.id, said.author, said.message_id)
    if known is None:
        raise UnknownChat
    return Heard(contact, known.id, is_new=False)


async def receive_messages(said: Sequence[Said], now: datetime, tx: Transaction) -> None:
    """Messages of chats, known or not: one that comes before its chat begins it, and the chat is
    told of later."""
    chats = await tx.contacts.of_keys(Channel.CHAT, {each.chat for each in said})
    early = [each for each in said if each.chat not in chats]
    if early:
        reports = [_beginning(each) for each in early]
        chats |= (await receive_contacts(Channel.CHAT, reports, now, tx)).contacts
    added = await tx.messages.add([_message(each, chats[each.chat], now) for each in said])
    if any(each.attachments for each in said):
        await _attach(said, chats, added, tx)


async def _attach(
    said: Sequence[Said], chats: Mapping[Key, Contact], added: Sequence[Message], tx: Transaction
) -> None:
    """A message comes although one of its files never did: what was said must not be lost."""
    fresh = {(each.contact_id, each.author, each.external_id): each.id for each in added}
    for each in said:
        contact_id = chats[each.chat].id
        message_id = fresh.pop((contact_id, each.author, each.message_id), None)
        if message_id is not None and each.attachments:
            await tx.attachments.attach(message_id, contact_id, None, each.attachments)


def _beginning(said: Said) -> Report:
    return Report(said.source, said.chat_id, Facts(started_at=said.at), cause=said.cause)


def _message(said: Said, contact: Contact, now: datetime) -> Message:
    return Message(
        id=uuid7(),
        contact_id=contact.id,
        author=said.author,
        author_name=said.author_name,
        text=said.text,
        at=said.at,
        accepted_at=now,
        external_id=said.message_id,
    )
