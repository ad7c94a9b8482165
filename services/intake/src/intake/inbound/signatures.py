"""Signatures of channel systems: each of one request, good for some minutes."""

import hashlib
import hmac
import re
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

from fastapi import Request
from starlette.datastructures import Headers

from chassis.body_bounds import is_worked_off
from chassis.errors import Unauthenticated
from chassis.signature_checks import fits, is_recent
from intake.application.signing import Mint
from intake.domain.channel_system import ChannelKey

TIMESTAMP, DELIVERY, SIGNATURE = "Tero-Timestamp", "Tero-Delivery", "Tero-Signature"
TOLERANCE_SECONDS = 300
MOST_SIGNATURES = 10

# Without a dot: what stands before the body in the signed text must end where it says.
_DELIVERY_ID = re.compile(r"[A-Za-z0-9_:-]{1,100}")
_WRITTEN = re.compile(r"v1=([0-9A-Fa-f]{64})")

_DESCRIPTIONS = {
    TIMESTAMP: "Seconds since 1970 in UTC; at most five minutes away from the present.",
    DELIVERY: "What the system calls this request, the same whenever it says it again: 1 to 100"
    " letters, digits, `_`, `:` and `-`.",
    SIGNATURE: "`v1=` and the HMAC-SHA256 in hexadecimal of `v1.{timestamp}.{delivery}.{body}`, the"
    " body as it is sent; several with commas.",
}
NAMED: dict[str, Any] = {
    "parameters": [
        {
            "name": name,
            "in": "header",
            "required": False,
            "description": f"Of systems that sign. {text}",
            "schema": {"type": "string"},
        }
        for name, text in _DESCRIPTIONS.items()
    ]
}
"""For the API document alone: whoever does not sign waits for nobody to look for these headers."""


class Signature:
    """One of a request whose headers say when and by which name it was signed; its body is still to
    be looked at. Raises Unauthenticated for headers that cannot be right."""

    def __init__(self, headers: Headers, secrets: Sequence[bytes], now: float) -> None:
        stamp, self.delivery = headers.get(TIMESTAMP, ""), headers.get(DELIVERY, "")
        self._given = _signatures(headers.getlist(SIGNATURE))
        if not (stamp and self._given and _DELIVERY_ID.fullmatch(self.delivery)):
            detail = f"Sign this request: {TIMESTAMP}, {DELIVERY} and {SIGNATURE} are required."
            raise Unauthenticated(detail, code="signature-required")
        if not is_recent(stamp, now, within=TOLERANCE_SECONDS):
            detail = "The signature is of another time: mind the clock."
            raise Unauthenticated(detail, code="stale-signature")
        start = f"v1.{stamp}.{self.delivery}.".encode()
        self._expected = [hmac.new(secret, start, hashlib.sha256) for secret in secrets]
        self._body = hashlib.sha256()

    @property
    def body_digest(self) -> bytes:
        """Of what was looked at."""
        return self._body.digest()

    def check(self, body: bytes) -> None:
        """The rest of the body; raises Unauthenticated unless one of the secrets signed all."""
        self._look_at(body)
        if not fits(self._given, [each.hexdigest() for each in self._expected]):
            raise Unauthenticated("The signature does not fit.", code="wrong-signature")

    async def checked(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same of a body that comes piece by piece: it ends well or not at all."""
        async for piece in pieces:
            self._look_at(piece)
            yield piece
        self.check(b"")

    def _look_at(self, piece: bytes) -> None:
        self._body.update(piece)
        for each in self._expected:
            each.update(piece)


def _signatures(headers: Sequence[str]) -> list[str]:
    """Those of version 1; of others, and of what names another algorithm, none is looked at."""
    parts = [part.strip() for header in headers for part in header.split(",", MOST_SIGNATURES)]
    found = (_WRITTEN.fullmatch(part) for part in parts[:MOST_SIGNATURES])
    return [written[1].lower() for written in found if written]


async def expect_signature(request: Request, secrets: Sequence[ChannelKey]) -> None:
    """Raises Unauthenticated unless one of the secrets signed this request, lately. A body that
    nobody holds whole is looked at where it is read (`content_of`)."""
    mint: Mint = request.app.state.mint
    texts = [mint.again(each) for each in secrets]
    signature = Signature(request.headers, texts, time.time())
    request.state.signature = signature
    if request.method == "GET":
        signature.check(b"")
    elif not is_worked_off(request.scope):
        signature.check(await request.body())


def signature_of(request: Request) -> Signature | None:
    """None where nobody had to sign."""
    found: Signature | None = getattr(request.state, "signature", None)
    return found


def content_of(request: Request) -> AsyncIterator[bytes]:
    """The body piece by piece; where it was to be signed, it ends with Unauthenticated unless it
    was."""
    signature, pieces = signature_of(request), request.stream()
    return pieces if signature is None else signature.checked(pieces)
