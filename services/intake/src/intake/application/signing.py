"""Channel systems that sign what they say: given secrets, and known by them."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.errors import Conflict, Unavailable
from intake.application.channel_systems import SystemTransaction, digest_of
from intake.domain.channel_system import ChannelKey, NoKeys, make_room
from intake.domain.words import Channel

_SHORTEST_ROOT = 24
_PURPOSE = b"tero channel signing secret "


class SignsAlready(Conflict):
    """It was given a secret before."""

    code = "channel-signs-already"


class DoesNotSign(Conflict):
    """It has no secret that another could follow."""

    code = "channel-does-not-sign"


class SigningIsOff(Unavailable):
    """What secrets are made of is not there."""

    code = "signing-is-off"

    def __init__(self) -> None:
        super().__init__(
            "Secrets of channel systems can be neither made nor checked: the file"
            " TERO_SIGNATURE_SECRET_FILE is not there, or is not the one they were made with."
        )


class Mint:
    """Makes signing secrets of one that the installation keeps in a file: neither the database nor
    a copy of it has them. Of several roots the first makes new secrets; those of all are known."""

    def __init__(self, roots: Sequence[bytes]) -> None:
        if any(len(root) < _SHORTEST_ROOT for root in roots):
            raise ValueError(f"SIGNATURE_SECRET_FILE has at least {_SHORTEST_ROOT} bytes a line")
        self._roots = roots

    def make(self, identity: UUID) -> str:
        """The secret with this id; raises SigningIsOff."""
        if not self._roots:
            raise SigningIsOff
        return _secret(self._roots[0], identity)

    def again(self, known: ChannelKey) -> bytes:
        """A secret that was made before; raises SigningIsOff."""
        for root in self._roots:
            text = _secret(root, known.id)
            if hmac.compare_digest(digest_of(text), known.digest):
                return text.encode()
        raise SigningIsOff


def _secret(root: bytes, identity: UUID) -> str:
    made = hmac.digest(root, _PURPOSE + identity.bytes, hashlib.sha256)
    return urlsafe_b64encode(made).decode().rstrip("=")


async def begin_signing(code: str, now: datetime, mint: Mint, tx: SystemTransaction) -> str:
    """Every request of this system must be signed from now on; with this secret, which nobody sees
    again."""
    if (await tx.systems.get(code)).kind == Channel.EMAIL:
        raise NoKeys("Mail comes to an address, and is signed by nobody.")
    if _good(await tx.signing_secrets.of(code), now):
        raise SignsAlready("This channel signs already: rotate its secret instead.")
    return await _give_secret(code, now, mint, tx)


async def rotate_signing_secret(
    code: str, overlap: timedelta, now: datetime, mint: Mint, tx: SystemTransaction
) -> str:
    """Another secret, which nobody sees again; the present one goes on for a while."""
    await tx.systems.get(code)
    known = await tx.signing_secrets.of(code)
    if not _good(known, now):
        raise DoesNotSign("This channel does not sign: begin it first.")
    await tx.signing_secrets.end(make_room(known, overlap, now), code)
    return await _give_secret(code, now, mint, tx)


async def end_signing(code: str, now: datetime, tx: SystemTransaction) -> None:
    """Its key alone is enough again."""
    await tx.systems.get(code)
    good = _good(await tx.signing_secrets.of(code), now)
    await tx.signing_secrets.end({each.id: now for each in good}, code)


async def _give_secret(code: str, now: datetime, mint: Mint, tx: SystemTransaction) -> str:
    identity = uuid7()
    text = mint.make(identity)
    await tx.signing_secrets.add(ChannelKey(identity, code, digest_of(text), now))
    return text


def _good(secrets: Sequence[ChannelKey], now: datetime) -> list[ChannelKey]:
    return [each for each in secrets if each.is_good(now)]
