"""Who brings contacts: registered, changed, given keys."""

import asyncio
import hashlib
import math
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.errors import Conflict
from intake.application.desk_settings import Kept
from intake.domain.channel_system import ChannelKey, ChannelSystem, NoKeys, make_room
from intake.domain.words import Channel

LONGEST_SECONDS = 2.0
FIRST_MAILBOX = "email"


@dataclass(frozen=True, slots=True)
class SystemsNow:
    """All of them at one moment: by code, by mailbox, and by the digest of each key; the secrets
    of those that sign; and whether there is anybody whom the desk does not hear."""

    by_code: Mapping[str, ChannelSystem] = field(default_factory=dict)
    by_address: Mapping[str, ChannelSystem] = field(default_factory=dict)
    keys: Mapping[bytes, ChannelKey] = field(default_factory=dict)
    ignores_some: bool = False
    signing_secrets: Mapping[str, Sequence[ChannelKey]] = field(default_factory=dict)

    def of_key(self, key: str, now: datetime) -> ChannelSystem | None:
        """Whose key this is, if it is good."""
        known = self.keys.get(digest_of(key))
        return self.by_code.get(known.system) if known and known.is_good(now) else None

    def secrets_of(self, system: str, now: datetime) -> list[ChannelKey]:
        """Those with which it may sign now; one that has any must."""
        return [each for each in self.signing_secrets.get(system, ()) if each.is_good(now)]


class SystemMemory:
    """What one process knows of all systems; what others change is noticed within seconds."""

    def __init__(self, seconds: float = LONGEST_SECONDS) -> None:
        self._seconds = seconds
        self._known: SystemsNow | None = None
        self._read_at = 0.0
        self._forgotten_at = -math.inf
        self._reading = asyncio.Lock()

    def forget(self) -> None:
        """They are being changed, or were."""
        self._known, self._forgotten_at = None, time.monotonic()

    def recall(self) -> SystemsNow | None:
        """None where they must be read again."""
        return self._known if self._age() < self._seconds else None

    def keep(self, known: SystemsNow, read_at: float) -> None:
        """They were read, beginning at that moment of `time.monotonic`; of no use if they were
        changed since."""
        if read_at >= self._forgotten_at:
            self._known, self._read_at = known, read_at

    async def now(self, read: Callable[[], Awaitable[SystemsNow]]) -> SystemsNow:
        """What is known. In the second half of its time one caller reads it anew, and the others go
        on with it; all wait for one where nothing is known. `read` keeps what it reads; whoever
        holds a connection must not wait here, since `read` needs one."""
        known = self.recall()
        if known is not None and (self._is_young() or self._reading.locked()):
            return known
        async with self._reading:
            known = self.recall()
            return known if known is not None and self._is_young() else await read()

    def _is_young(self) -> bool:
        return self._age() < self._seconds / 2

    def _age(self) -> float:
        return time.monotonic() - self._read_at


class Doors(Protocol):
    """What the doors must know of everybody."""

    async def now(self) -> SystemsNow:
        """As it is, or was some moments ago."""

    async def read(self) -> SystemsNow:
        """As it is."""


class ChannelKeys(Protocol):
    """The keys of all systems, or the secrets with which they sign."""

    async def of(self, system: str) -> list[ChannelKey]:
        """Those that were ever given, the oldest first; locked."""

    async def add(self, key: ChannelKey) -> None:
        """One more, unless it was given before."""

    async def end(self, ends: Mapping[UUID, datetime], system: str) -> None:
        """They open nothing from then on."""


class KnownKeys(ChannelKeys, Protocol):
    """The keys of all systems."""

    async def make_known(
        self, systems: Sequence[ChannelSystem], keys: Sequence[ChannelKey]
    ) -> None:
        """Those that are not known yet, by nobody's decision: no row of the audit."""


class SystemTransaction(Protocol):
    """What this needs of a transaction."""

    @property
    def systems(self) -> Kept[ChannelSystem]: ...
    @property
    def channel_keys(self) -> KnownKeys: ...
    @property
    def signing_secrets(self) -> ChannelKeys: ...
    @property
    def doors(self) -> Doors: ...


def digest_of(key: str) -> bytes:
    """What is kept of a key. Keys are long and random, so a plain digest cannot be guessed from."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


async def register(system: ChannelSystem, now: datetime, tx: SystemTransaction) -> str | None:
    """Let a system in; its key, which nobody sees again, unless it brings mail."""
    known = await tx.systems.all() if system.address is not None else []
    if any(each.address == system.address and each.code != system.code for each in known):
        raise Conflict("Another channel has this mailbox.", code="address-is-taken")
    await tx.systems.add(system)
    return None if system.kind == Channel.EMAIL else await _give_key(system.code, now, tx)


async def rotate_key(code: str, overlap: timedelta, now: datetime, tx: SystemTransaction) -> str:
    """Another key, which nobody sees again; the present one goes on for a while."""
    system = await tx.systems.get(code)
    if system.kind == Channel.EMAIL:
        raise NoKeys("Mail comes to an address, not with a key.")
    ends = make_room(await tx.channel_keys.of(code), overlap, now)
    await tx.channel_keys.end(ends, code)
    return await _give_key(code, now, tx)


async def make_known(
    keys: Mapping[str, str], mailbox: str | None, now: datetime, tx: SystemTransaction
) -> None:
    """Systems that a file of keys names, and a first mailbox; those known already stay as they are,
    and a key that was ended does not begin again."""
    systems = [ChannelSystem(code, code) for code in keys]
    if mailbox is not None:
        kind = Channel.EMAIL.value
        systems.append(ChannelSystem(FIRST_MAILBOX, mailbox, kind, address=mailbox))
    given = [ChannelKey(uuid7(), code, digest_of(text), now) for code, text in keys.items()]
    await tx.channel_keys.make_known(systems, given)


async def _give_key(code: str, now: datetime, tx: SystemTransaction) -> str:
    text = secrets.token_urlsafe(32)
    await tx.channel_keys.add(ChannelKey(uuid7(), code, digest_of(text), now))
    return text
