"""What channels say of chats on their topic: messages, and how far ours have come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from chassis.causes import Cause
from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.chats import ChatMessageV1, DeliveryReportedV1
from intake.application.follow_deliveries import DeliveryReport, follow_deliveries
from intake.application.receive_messages import Said, receive_messages
from intake.domain.message import Author, Delivery
from intake.inbound.edge import EdgeTransaction, now
from intake.inbound.reports import believable
from intake.inbound.texts import bounded_source, clean, storable


class Moment(NamedTuple):
    """Who tells something, when it says that it was, and when it is now."""

    source: str
    at: datetime
    now: datetime
    cause: Cause | None = None


def said(message: ChatMessageV1, moment: Moment) -> Said:
    """A message as it is kept."""
    return Said(
        source=bounded_source(moment.source),
        chat_id=storable(message.chat_id),
        message_id=storable(message.message_id),
        author=Author(message.author),
        author_name=clean(message.author_name),
        text=storable(message.text),
        at=believable(message.at or moment.at, moment.now),
        cause=moment.cause,
        attachments=tuple(message.attachments),
    )


def delivery_report(told: DeliveryReportedV1, moment: Moment) -> DeliveryReport:
    """What became of a reply."""
    return DeliveryReport(
        source=bounded_source(moment.source),
        chat_id=storable(told.chat_id),
        message_id=told.message_id,
        state=Delivery(told.state),
        at=believable(told.at or moment.at, moment.now),
        reason=clean(told.reason),
    )


def chat_subscriptions() -> list[Handles[Any]]:
    """Both may hear the same twice without harm."""
    return [
        Handles(ChatMessageV1, _on_messages, repeatable=True),
        Handles(DeliveryReportedV1, _on_deliveries, repeatable=True),
    ]


async def _on_messages(events: Sequence[Received[ChatMessageV1]], tx: EdgeTransaction) -> None:
    at = now()
    messages = [said(event.data, _moment(event, at)) for event in events]
    await receive_messages(messages, at, tx)


async def _on_deliveries(
    events: Sequence[Received[DeliveryReportedV1]], tx: EdgeTransaction
) -> None:
    at = now()
    await follow_deliveries(
        [delivery_report(event.data, _moment(event, at)) for event in events], tx
    )


def _moment(event: Received[Any], at: datetime) -> Moment:
    return Moment(event.source, event.time, at, event.cause)
