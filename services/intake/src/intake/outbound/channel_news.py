"""What channel systems are told: replies to deliver, and chats that are over."""

from chassis.transactions import Tx
from contracts.replies import ChatClosedV1, MailThread, ReplyAttachment, ReplySentV1
from intake.domain.contact import Contact
from intake.domain.events import ContactEvent, ContactFinished, ContactStateChanged
from intake.domain.mail import Answer
from intake.domain.message import Message
from intake.domain.words import Channel, State


def tell_channel(kernel: Tx, contact: Contact, event: ContactEvent) -> None:
    """With the end of a chat its channel may go on with it: a bot is there again."""
    ended = isinstance(event, ContactFinished) or (
        isinstance(event, ContactStateChanged) and event.state is State.CLOSED
    )
    if contact.channel is not Channel.CHAT or contact.ending is None or not ended:
        return
    news = ChatClosedV1(
        contact_id=contact.id,
        source=contact.source,
        chat_id=contact.external_id,
        at=contact.ending.at,
    )
    kernel.emit(news, key=contact.id, version=None, time=contact.ending.at)


def tell_reply(kernel: Tx, contact: Contact, message: Message, answer: Answer | None) -> None:
    """The channel is to deliver this, or it is to go out as a mail."""
    news = ReplySentV1(
        contact_id=contact.id,
        source=contact.source,
        chat_id=contact.external_id,
        message_id=message.id,
        text=message.text,
        author_name=message.author_name or "",
        at=message.at,
        attachments=[
            ReplyAttachment(
                attachment_id=each.id,
                name=each.name,
                media_type=each.media_type,
                size=each.size,
            )
            for each in message.attachments
        ],
        mail=_thread(contact, answer) if answer else None,
    )
    kernel.emit(news, key=contact.id, version=None, time=message.at)


def _thread(contact: Contact, answer: Answer) -> MailThread:
    return MailThread(
        to=answer.to,
        to_name=answer.to_name,
        subject=answer.subject,
        number=answer.number,
        message_id=answer.message_id,
        references=list(answer.references),
        reply_to=answer.reply_to,
        customer_id=contact.customer_id,
    )
