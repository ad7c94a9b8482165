"""The service `notifications`, put together."""

from functools import partial

from chassis import accounts, api_keys, sessions
from chassis.definition import Definition
from chassis.handlers import Handles
from chassis.own_services import secrets_in
from chassis.privacy_answers import Answers
from contracts.access import ApiKeyChangedV1, LetterRequestedV1
from contracts.directory import AccountChangedV1, CustomerChangedV1, SessionEndedV1
from contracts.invoices import InvoiceMailRequestedV1
from contracts.privacy import WORDS
from contracts.replies import ReplySentV1
from contracts.ticket_surveys import SurveyAskedV1
from contracts.tickets import TicketClosedV1, TicketCustomerLinkedV1
from notifications import http
from notifications.access_letters import on_letter_requested
from notifications.delivery import Delivery
from notifications.files import FileSource
from notifications.invoices import on_invoice_mail_requested
from notifications.letters import Letters
from notifications.mail_server import MailServer
from notifications.messages import on_customer_changed, on_customer_linked, on_ticket_closed
from notifications.privacy import PERSONAL
from notifications.replies import on_reply_sent
from notifications.settings import Settings
from notifications.surveys import Invitations, on_survey_asked
from notifications.transaction import CALL, Transaction


def define(settings: Settings) -> Definition[Transaction]:
    """All that makes this service different from the others."""
    sender = settings.sender
    letters = Letters(sender.name or sender.domain)
    url = str(settings.intake_url) if settings.intake_url else None
    files = FileSource(url, secrets_in(settings.mail_files_secret_file))
    delivery = Delivery(MailServer(settings), sender, files)
    on_close = on_ticket_closed(sender, switched_on=settings.mail_on_close)
    invitations = Invitations(sender, settings.survey_page, settings.mail_surveys)
    privacy = Answers("notifications", PERSONAL, WORDS)
    return Definition(
        name="notifications",
        title="Tero notifications",
        shape=partial(Transaction.of, letters=letters),
        routers=[http.router],
        handles=[
            Handles(AccountChangedV1, accounts.keep_all, repeatable=True),
            Handles(SessionEndedV1, sessions.keep_ended, repeatable=True),
            Handles(ApiKeyChangedV1, api_keys.keep_all, repeatable=True),
            Handles(CustomerChangedV1, on_customer_changed, repeatable=True),
            Handles(TicketClosedV1, on_close, repeatable=True),
            Handles(TicketCustomerLinkedV1, on_customer_linked, repeatable=True),
            Handles(SurveyAskedV1, on_survey_asked(invitations), repeatable=True),
            Handles(ReplySentV1, on_reply_sent(sender), repeatable=True),
            Handles(LetterRequestedV1, on_letter_requested(sender), repeatable=True),
            Handles(InvoiceMailRequestedV1, on_invoice_mail_requested(sender), repeatable=True),
            *privacy.handles,
        ],
        timers=privacy.timers,
        chores=[partial(_forget_letters, settings.letter_days)],
        calls={CALL: delivery.handler(settings.smtp_seconds)},
        start=delivery.open,
    )


async def _forget_letters(days: int, tx: Transaction) -> bool:
    return await tx.emails.forget_letters(days)
