"""The holder of a chat, or of a mail, answers its customer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from intake.application.answer_mail import AnsweringTransaction, ReplyAddress, answer_of
from intake.application.attachments import attach_all
from intake.domain.claim import Operator
from intake.domain.errors import MessageIdReused
from intake.domain.lease import lapse
from intake.domain.message import Author, Delivery, Message, check_can_reply, check_fits_mail


@dataclass(frozen=True, slots=True)
class Reply:
    """`client_id` is what the operator's screen calls it; sent again, it is the same reply."""

    client_id: str
    text: str
    attachments: tuple[UUID, ...] = ()


async def reply_to_customer(
    contact_id: UUID,
    operator: Operator,
    reply: Reply,
    now: datetime,
    tx: AnsweringTransaction,
    address: ReplyAddress | None = None,
) -> Message:
    """`address` is where answers to a mail should go. Raises NotFound, MessageIdReused,
    ContactIsNoChat, ContactIsClosed, ContactIsNotYours, UnknownAttachment, ContactHasNoAddress,
    TooMuchForMail."""
    contact = await tx.contacts.get(contact_id)
    known = await tx.messages.named(contact.id, Author.OPERATOR, reply.client_id)
    if known is not None:
        files = {each.id for each in known.attachments}
        same = (operator.id, reply.text, set(reply.attachments))
        if (known.author_id, known.text, files) != same:
            raise MessageIdReused
        return known
    lapse(contact, now)
    check_can_reply(contact, operator)
    answer = await answer_of(contact, address, tx)
    message = Message(
        id=uuid7(),
        contact_id=contact.id,
        author=Author.OPERATOR,
        author_id=operator.id,
        author_name=operator.name,
        text=reply.text,
        at=now,
        accepted_at=now,
        external_id=reply.client_id,
        delivery=Delivery.QUEUED,
    )
    message.attachments = tuple(
        await attach_all(tx.attachments, message.id, contact.id, operator.id, reply.attachments)
    )
    if answer is not None:
        check_fits_mail(message.attachments)
    await tx.messages.send(contact, message, answer)
    await tx.leases.extend(contact_id, operator.id, now)
    return message
