"""Who may talk to the mail door, and how many at once: judged before a word is heard."""

import asyncio
from ipaddress import IPv6Address, ip_address
from typing import Any

from aiosmtpd.smtp import SMTP

from chassis.client_address import Networks

_MOST = 100
_LONGEST_LINE = 1 << 20


class Guests:
    """Those who talk to the door now; `peers` are the networks from which it takes mail."""

    def __init__(self, peers: Networks, most: int = _MOST) -> None:
        self._peers, self._most, self._count = peers, most, 0

    def enter(self, peer: Any) -> str | None:
        """What to answer to a peer, `(address, port, ...)`, that may not come in; else None, and
        it `leaves` one day."""
        if not self._is_ours(peer):
            return "554 5.7.1 Mail is taken from our own mail server only"
        if self._count >= self._most:
            return "421 4.7.0 Too many connections; try again later"
        self._count += 1
        return None

    def leave(self) -> None:
        """There is room for another one."""
        self._count -= 1

    def _is_ours(self, peer: Any) -> bool:
        try:
            address = ip_address(peer[0])
        except (TypeError, IndexError, ValueError):
            return False
        if isinstance(address, IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        return any(address in network for network in self._peers)


class Conversation(SMTP):
    """Many programs write lines longer than the 998 letters they may have."""

    line_length_limit = _LONGEST_LINE

    def __init__(self, guests: Guests, *arguments: Any, **settings: Any) -> None:
        self._guests, self._is_in = guests, False
        super().__init__(*arguments, **settings)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Whoever may not come in is told so and hears no more."""
        refusal = self._guests.enter(transport.get_extra_info("peername"))
        if refusal is None:
            self._is_in = True
            super().connection_made(transport)
        elif isinstance(transport, asyncio.WriteTransport):
            transport.write(f"{refusal}\r\n".encode())
            transport.close()

    def data_received(self, data: bytes) -> None:
        """Nothing is kept of what the others say."""
        if self._is_in:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        """The library's, for those who are in."""
        return super().eof_received() if self._is_in else None

    def connection_lost(self, error: Exception | None) -> None:
        """One fewer."""
        if self._is_in:
            self._guests.leave()
            super().connection_lost(error)
