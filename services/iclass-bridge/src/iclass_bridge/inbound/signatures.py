"""Signatures of webhooks after the Standard Webhooks specification, symmetric `v1`."""

import base64
import hmac
import time
from collections.abc import Mapping, Sequence
from hashlib import sha256

from fastapi import Request

from chassis.errors import Unauthenticated
from chassis.policies import declares
from chassis.reach import WHOLE
from chassis.signature_checks import fits, is_recent

TOLERANCE_SECONDS = 300
_MOST_SIGNATURES = 10


def verify(headers: Mapping[str, str], body: bytes, secrets: Sequence[bytes], now: float) -> None:
    """Raise Unauthenticated unless one of the secrets signed this very body, lately."""
    identity = headers.get("webhook-id", "")
    stamp = headers.get("webhook-timestamp", "")
    given = headers.get("webhook-signature", "")
    if not (identity and stamp and given):
        raise Unauthenticated("A signature is required.", code="signature-required")
    if not is_recent(stamp, now, within=TOLERANCE_SECONDS):
        raise Unauthenticated("The signature is too old.", code="stale-signature")
    content = b".".join((identity.encode(), stamp.encode(), body))
    expected = [hmac.digest(secret, content, sha256) for secret in secrets]
    if not fits(_signatures(given), expected):
        raise Unauthenticated("The signature does not fit.", code="wrong-signature")


def _signatures(header: str) -> list[bytes]:
    """Those of version 1; others are of no use here."""
    found: list[bytes] = []
    for part in header.split()[:_MOST_SIGNATURES]:
        version, _, text = part.partition(",")
        if version == "v1":
            try:
                found.append(base64.b64decode(text, validate=True))
            except ValueError:
                continue
    return found


@declares("iclass-webhook")
async def signed_body(request: Request) -> bytes:
    """Policy: Iclass itself is speaking. The body, exactly as it was signed."""
    body = await request.body()
    secrets: Sequence[bytes] = request.app.state.webhook_secrets
    verify(request.headers, body, secrets, time.time())
    request.state.actor, request.state.scope = "iclass", WHOLE
    return body
