"""Letters with a link that lets somebody choose a password."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid5

from chassis.cloudevents import Received
from contracts.access import LetterRequestedV1
from notifications.emails import Draft
from notifications.mail_safe import LONGEST_NAME, Mailbox, address, header_text
from notifications.message import message_id
from notifications.secret import SECRET_PLACE, Secret
from notifications.transaction import Transaction

_EMAILS = UUID("0a3d2c56-8d0e-4c0b-9a57-6a8e1d6f7b42")
_LONGEST_LOGIN = 100

Handler = Callable[[Sequence[Received[LetterRequestedV1]], Transaction], Awaitable[None]]


def on_letter_requested(sender: Mailbox) -> Handler:
    """Write to whoever was invited, or forgot a password. One request is one e-mail."""

    async def handle(events: Sequence[Received[LetterRequestedV1]], tx: Transaction) -> None:
        for event in tx.kernel.each(events):
            await tx.send_once(_draft(event, sender, tx))

    return handle


def _draft(event: Received[LetterRequestedV1], sender: Mailbox, tx: Transaction) -> Draft:
    asked = event.data
    name = header_text(asked.name, LONGEST_NAME)
    facts: dict[str, object] = {
        "name": name,
        "login": header_text(asked.login, _LONGEST_LOGIN),
        "link": SECRET_PLACE,
    }
    email_id = uuid5(_EMAILS, f"{event.source} {event.id}")
    return Draft(
        id=email_id,
        template=asked.letter,
        ticket_id=None,
        ticket_number=None,
        customer_id=None,
        facts=facts,
        recipient=address(asked.email),
        recipient_name=name,
        message_id=message_id(email_id, sender),
        letter=tx.letters.write(asked.letter, asked.language, facts),
        secret=Secret(asked.link, asked.expires_at),
    )
