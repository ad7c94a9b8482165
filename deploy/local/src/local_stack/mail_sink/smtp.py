"""The SMTP door."""

import asyncio
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from local_stack.mail_sink.faults import Fault, Faults
from local_stack.mail_sink.store import Store

LARGEST = 20 << 20


class Sink:
    """What aiosmtpd asks at each step of a conversation."""

    def __init__(self, store: Store, faults: Faults) -> None:
        self._store = store
        self.faults = faults

    async def handle_RCPT(  # noqa: N802 - the library's name and arguments
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """One recipient."""
        if self.faults.fires(Fault.REFUSE_550, [address]):
            return "550 5.1.1 No such address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """The whole message has arrived."""
        recipients = envelope.rcpt_tos
        if self.faults.fires(Fault.REFUSE_451, recipients):
            return "451 4.3.0 Try again later"
        content = envelope.original_content or b""
        self._store.add(envelope.mail_from or "", recipients, content)
        if self.faults.fires(Fault.DROP_BEFORE_REPLY, recipients):
            await _hang_up(server)
        return "250 2.0.0 Kept"


class Conversation(SMTP):
    """One client's connection."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - the library's name
        """The library's own, unless the connection shall break while the message arrives."""
        recipients = self.envelope.rcpt_tos if self.envelope else []
        if recipients and self.event_handler.faults.fires(Fault.CLOSE_421, recipients):
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self._reader.readuntil()
            await self.push("421 4.3.2 Closing")
            _transport(self).close()
            return
        await super().smtp_DATA(arg)


async def serve_smtp(host: str, port: int, store: Store, faults: Faults) -> asyncio.Server:
    """Listen; the server is closed by the caller."""
    loop = asyncio.get_running_loop()
    sink = Sink(store, faults)

    def conversation() -> Any:
        return Conversation(
            sink, hostname="mail-sink", enable_SMTPUTF8=True, data_size_limit=LARGEST, loop=loop
        )

    return await loop.create_server(conversation, host, port)


async def _hang_up(server: SMTP) -> None:
    _transport(server).abort()
    # The end of the connection cancels this conversation: there is nothing to return to.
    await asyncio.get_running_loop().create_future()


def _transport(server: SMTP) -> asyncio.Transport:
    transport = server.transport
    if not isinstance(transport, asyncio.Transport):
        raise ConnectionResetError
    return transport
