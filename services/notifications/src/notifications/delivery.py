"""The claimed call `smtp`: one e-mail, tried until a mail server takes it or refuses it for good.

At least once, and honestly so: between the server's 250 and our commit lies a moment. Whoever dies
in it (or loses the answer on the way) sends the mail again, with the same Message-ID and Date, from
which mail readers recognise the copy. No protocol of ours can close that gap; SMTP has no word for
"did you get this before?".
"""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

import structlog

from chassis.calls import Call, CallHandler, GiveUp, TryAgain
from chassis.transactions import Database
from contracts.notifications import EmailFailedV1, EmailSentV1
from notifications.emails import Email
from notifications.files import FILES_SECONDS, FileSource, files_in
from notifications.mail_safe import Mailbox
from notifications.mail_server import MailServer
from notifications.message import UnsafeMail, wire_bytes
from notifications.transaction import Transaction

log = structlog.get_logger(__name__)

# With a pause of seven minutes in the mean, mail servers may be away for two days.
_MOST_ATTEMPTS = 400
_LONGEST_PAUSE = 900.0
# Beyond the times of the mail server and of files: reading the row, writing the message, noting the
# attempt, saying good-bye.
_OWN_SECONDS = 10.0


class Delivery:
    """Brings e-mails to the mail server. `open` comes before the first call."""

    def __init__(self, server: MailServer, sender: Mailbox, files: FileSource) -> None:
        self._server = server
        self._files = files
        self._sender = sender
        self._database: Database[Transaction] | None = None

    async def open(self, database: Database[Transaction]) -> None:
        """Where the e-mails are."""
        self._database = database

    def handler(self, server_seconds: float) -> CallHandler[Transaction]:
        """What the kernel needs to know to make these calls."""
        return CallHandler(
            make=self._make,
            done=_sent,
            given_up=_failed,
            seconds=server_seconds + FILES_SECONDS + _OWN_SECONDS,
            most_attempts=_MOST_ATTEMPTS,
            longest_pause=_LONGEST_PAUSE,
            workers=4,
        )

    async def _make(self, call: Call) -> None:
        email = await self._load(call)
        if email.is_too_late(datetime.now(UTC)):
            raise GiveUp("the link in it is too old")
        try:
            async with self._files.of(files_in(email.facts)) as contents:
                # Writing megabytes takes a while, in which others want to be answered.
                raw = await asyncio.to_thread(wire_bytes, email.revealed(), self._sender, contents)
                await self._server.send(raw, self._sender, email.recipient or "")
        except UnsafeMail as error:
            raise GiveUp(str(error)) from error
        except GiveUp:
            raise
        except Exception as error:
            reason = str(error) if isinstance(error, TryAgain) else type(error).__name__
            await self._note_attempt(call, reason)
            raise

    async def _load(self, call: Call) -> Email:
        async with self._open_database.begin(call.cause) as tx:
            return await tx.emails.find(UUID(call.subject))

    async def _note_attempt(self, call: Call, why: str) -> None:
        async with self._open_database.begin(call.cause) as tx:
            await tx.emails.note_attempt(UUID(call.subject), _attempts(call), why)

    @property
    def _open_database(self) -> Database[Transaction]:
        if self._database is None:
            raise RuntimeError("open comes first")
        return self._database


def _attempts(call: Call) -> int:
    earlier: int = call.payload["earlier_attempts"]
    return earlier + call.attempts


async def _sent(call: Call, _: None, tx: Transaction) -> None:
    email_id, attempts = UUID(call.subject), _attempts(call)
    settled = await tx.emails.settle(email_id, "sent", attempts)
    event = EmailSentV1(
        email_id=email_id,
        template=settled.template,
        ticket_id=settled.ticket_id,
        attempts=attempts,
    )
    tx.kernel.emit(event, key=email_id, version=settled.version)


async def _failed(call: Call, reason: str, tx: Transaction) -> None:
    email_id = UUID(call.subject)
    log.warning("an e-mail is undeliverable", subject=call.subject)
    settled = await tx.emails.settle(email_id, "undeliverable", _attempts(call), reason)
    event = EmailFailedV1(
        email_id=email_id,
        template=settled.template,
        ticket_id=settled.ticket_id,
        reason=reason,
    )
    tx.kernel.emit(event, key=email_id, version=settled.version)
