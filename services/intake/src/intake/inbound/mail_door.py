"""The mail door: SMTP, behind the company's own mail server. 250 means that it is committed."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as SmtpEnvelope

from chassis.causes import SYSTEM, fresh_cause
from chassis.client_address import Networks
from chassis.database import is_collision, is_outage
from chassis.transactions import Database
from intake.application.channel_systems import SystemMemory, SystemsNow, SystemTransaction
from intake.application.mail_ports import MailTransaction
from intake.application.receive_mail import Defaults, MailReceived, receive_mail
from intake.domain.channel_system import ChannelSystem
from intake.inbound.edge import now
from intake.inbound.mail_conversation import Conversation, Guests
from intake.inbound.mail_reader import Envelope, MailReader

log = structlog.get_logger(__name__)

LARGEST = 10 << 20
_MOST_AT_ONCE = 20
_QUIET_SECONDS = 120.0
_NOBODY = "<>"
_LATER = "451 4.3.0 Not kept; try again later"


class DoorTransaction(MailTransaction, SystemTransaction, Protocol):
    """What taking mail in needs."""


@dataclass(frozen=True)
class MailDoorSettings:
    """Where it listens (port 0: any that is free) and from which networks it takes mail."""

    host: str
    port: int
    peers: Networks


class MailDoor:
    """Takes mail for the mailboxes of registered systems. `run` is work that never ends."""

    def __init__(
        self, settings: MailDoorSettings, reader: MailReader, memory: SystemMemory
    ) -> None:
        self._settings, self.reader, self._memory = settings, reader, memory
        self._database: Database[Any] | None = None
        self._guests = Guests(settings.peers)
        self._in_hand = asyncio.Semaphore(_MOST_AT_ONCE)
        self.opened = asyncio.Event()
        self.port = settings.port

    async def run(self, database: Database[Any]) -> None:
        """Listen for ever; what is being taken in when it ends is brought again by its sender."""
        self._database = database
        loop = asyncio.get_running_loop()

        def conversation() -> Any:
            return Conversation(
                self._guests,
                self,
                hostname="tero",
                ident="mail",
                enable_SMTPUTF8=True,
                data_size_limit=LARGEST,
                timeout=_QUIET_SECONDS,
                loop=loop,
            )

        server = await loop.create_server(conversation, self._settings.host, self._settings.port)
        self.port = server.sockets[0].getsockname()[1]
        self.opened.set()
        log.info("the mail door is open", port=self.port)
        try:
            await asyncio.Event().wait()
        finally:
            self.opened.clear()
            server.close()

    async def handle_MAIL(  # noqa: N802 - the library's name and arguments
        self,
        _server: SMTP,
        _session: Session,
        envelope: SmtpEnvelope,
        address: str,
        options: list[str],
    ) -> str:
        """Anybody may be named: who brings it was judged when it came."""
        # The library takes no recipients after an empty path, which is how bounces come.
        envelope.mail_from = address or _NOBODY
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802 - as above
        self,
        _server: SMTP,
        _session: Session,
        envelope: SmtpEnvelope,
        address: str,
        options: list[str],
    ) -> str:
        """A mailbox that is registered, with or without something behind a plus."""
        system = await self._system(address)
        if system is None:
            return "550 5.1.1 No such mailbox"
        if not system.enabled:
            return "550 5.2.1 This mailbox is disabled"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, envelope: SmtpEnvelope
    ) -> str:
        """The whole message has arrived. Of several mailboxes of ours the first one counts."""
        raw = envelope.original_content or b""
        address = envelope.rcpt_tos[0]
        system = await self._system(address)
        if system is None or not system.enabled:
            return _LATER
        async with self._in_hand:
            received = await self._receive(raw, system, address, _path(envelope.mail_from))
        return f"250 2.0.0 Kept as {received.contact_id or received.aside or 'known'}"

    async def handle_exception(self, error: Exception) -> str:
        """Nothing that fails on our side is a reason to lose a mail: its sender keeps it."""
        if is_outage(error) or is_collision(error):
            log.warning("a mail was not kept: a dependency is down", error=type(error).__name__)
        else:
            log.error("a mail was not kept", exc_info=error)
        return _LATER

    async def _receive(
        self, raw: bytes, system: ChannelSystem, address: str, return_path: str
    ) -> MailReceived:
        envelope = Envelope(system.code, _tag(address), return_path)
        mail = await asyncio.to_thread(self.reader.read, raw, envelope, now())
        defaults = Defaults(system.queue, system.line, system.reason)
        async with self._begin(system.code) as tx:
            return await receive_mail(mail, defaults, now(), tx)

    async def _system(self, address: str) -> ChannelSystem | None:
        local, _, domain = address.lower().rpartition("@")
        mailbox = f"{local.partition('+')[0]}@{domain}"
        return (await self._memory.now(self._read_systems)).by_address.get(mailbox)

    async def _read_systems(self) -> SystemsNow:
        async with self._begin(SYSTEM) as tx:
            return await tx.doors.read()

    def _begin(self, actor: str) -> AbstractAsyncContextManager[DoorTransaction]:
        if self._database is None:
            raise RuntimeError("the door is not open")
        return self._database.begin(fresh_cause(actor))


def _path(sender: str | None) -> str:
    return "" if sender in (None, _NOBODY) else str(sender)


def _tag(address: str) -> str:
    return address.rpartition("@")[0].partition("+")[2]
