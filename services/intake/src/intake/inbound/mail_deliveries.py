"""What `notifications` tells of the mails that bring our answers."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.notifications import EmailFailedV1, EmailSentV1, EmailUnaddressedV1
from intake.application.follow_deliveries import Progress
from intake.application.follow_mails import follow_mails
from intake.domain.message import Delivery
from intake.inbound.edge import EdgeTransaction, now
from intake.inbound.reports import believable

_REPLY = "reply"
_NO_ADDRESS = "no address"


def mail_subscriptions() -> list[Handles[Any]]:
    """All may be heard twice without harm."""
    failed = partial(_on_settled, Delivery.FAILED)
    return [
        Handles(EmailSentV1, partial(_on_settled, Delivery.SENT), repeatable=True),
        Handles(EmailFailedV1, failed, repeatable=True),
        Handles(EmailUnaddressedV1, failed, repeatable=True),
    ]


async def _on_settled(
    state: Delivery, events: Sequence[Received[Any]], tx: EdgeTransaction
) -> None:
    at = now()
    settled = [
        Progress(
            message_id=event.data.email_id,
            state=state,
            at=believable(event.time, at),
            reason=getattr(event.data, "reason", _NO_ADDRESS) if state is Delivery.FAILED else None,
        )
        for event in events
        if event.data.template == _REPLY
    ]
    if settled:
        await follow_mails(settled, tx)
