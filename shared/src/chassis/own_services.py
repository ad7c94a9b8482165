"""Where one service must ask another for what only it has: both know a secret.

A signature is of one request, and for a minute: whoever comes by it can do nothing else with it.
"""

import hmac
import re
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from fastapi import Depends, Request

from chassis.errors import Unauthenticated
from chassis.policies import declares
from chassis.reach import WHOLE
from chassis.signature_checks import fits, is_recent

HEADER = "Tero-Signature"
TOLERANCE_SECONDS = 60
POLICY = "own-service"
_WRITTEN = re.compile(r"([0-9]{1,12}) ([0-9a-f]{64})")


def secrets_in(file: Path | None) -> tuple[bytes, ...]:
    """One a line, the first is used, all are believed, so that they can be changed without a gap.
    None without a file; ValueError where it holds none."""
    if file is None:
        return ()
    found = tuple(line.strip() for line in file.read_bytes().splitlines() if line.strip())
    if not found:
        raise ValueError(f"{file} is empty")
    return found


def signed(secret: bytes, method: str, path: str, now: float) -> dict[str, str]:
    """The header that goes with this request, and no other."""
    stamp = int(now)
    return {HEADER: f"{stamp} {_mark(secret, method, path, stamp)}"}


def verify(given: str, secrets: Sequence[bytes], method: str, path: str, now: float) -> None:
    """Raises Unauthenticated unless one of the secrets signed this very request, lately."""
    made = _WRITTEN.fullmatch(given)
    if made is None or not secrets:
        raise Unauthenticated("A signature is required.", code="signature-required")
    if not is_recent(made[1], now, within=TOLERANCE_SECONDS):
        raise Unauthenticated("The signature is too old.", code="stale-signature")
    expected = [_mark(each, method, path, int(made[1])) for each in secrets]
    if not fits([made[2]], expected):
        raise Unauthenticated("The signature does not fit.", code="wrong-signature")


def _mark(secret: bytes, method: str, path: str, stamp: int) -> str:
    return hmac.new(secret, f"{stamp} {method} {path}".encode(), sha256).hexdigest()


@declares(POLICY, before_body=True)
async def _own_service(request: Request) -> None:
    secrets: Sequence[bytes] = request.app.state.own_services
    given = request.headers.get(HEADER, "")
    verify(given, secrets, request.method, request.url.path, time.time())
    request.state.actor, request.state.scope = POLICY, WHOLE


OWN_SERVICE: Any = Depends(_own_service)
"""Policy: a service of ours asks, and nobody else."""
