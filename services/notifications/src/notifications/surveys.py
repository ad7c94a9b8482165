"""Letters that invite customers to say how it was (X26)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from chassis.cloudevents import Received
from contracts.ticket_surveys import SurveyAskedV1
from notifications.customers import Customer
from notifications.emails import Draft
from notifications.mail_safe import LONGEST_NAME, Mailbox, header_text
from notifications.message import message_id
from notifications.secret import SECRET_PLACE, Secret
from notifications.transaction import Transaction

SURVEY = "survey"
_EMAILS = UUID("c3a8f5b2-6d17-4e09-8b7c-1f4e92d06a35")

Handler = Callable[[Sequence[Received[SurveyAskedV1]], Transaction], Awaitable[None]]


@dataclass(frozen=True)
class Invitations:
    """Who they are from, and the page their links lead to; `switched_on` is the company's choice.
    The event is read in both cases: switching it on later writes to nobody about the past."""

    sender: Mailbox
    page: str
    switched_on: bool


def on_survey_asked(how: Invitations) -> Handler:
    """One survey is one e-mail, to the customer's own address."""

    async def handle(events: Sequence[Received[SurveyAskedV1]], tx: Transaction) -> None:
        if not how.switched_on:
            return
        known = await tx.customers.lock([event.data.customer_id for event in events])
        for event in tx.kernel.each(events):
            await tx.send_once(_draft(event, known[event.data.customer_id], how, tx))

    return handle


def _draft(
    event: Received[SurveyAskedV1], customer: Customer, how: Invitations, tx: Transaction
) -> Draft:
    asked = event.data
    name = header_text(customer.name or "", LONGEST_NAME)
    facts: dict[str, object] = {
        "name": name,
        "number": asked.ticket_number,
        "link": SECRET_PLACE,
    }
    email_id = uuid5(_EMAILS, f"{event.source} {event.id}")
    return Draft(
        id=email_id,
        template=SURVEY,
        ticket_id=asked.ticket_id,
        ticket_number=asked.ticket_number,
        area=asked.area,
        customer_id=asked.customer_id,
        facts=facts,
        recipient=customer.address,
        recipient_name=name,
        message_id=message_id(email_id, how.sender),
        letter=tx.letters.write(SURVEY, customer.language, facts),
        secret=Secret(f"{how.page}#token={asked.token}", asked.expires_at),
    )
