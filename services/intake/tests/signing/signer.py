"""A channel system that signs, and says what it likes."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx2

CHANNELS = "/api/v1/intake/channels"
Headers = dict[str, str]


def signature(secret: str, stamp: object, delivery: str, body: bytes) -> str:
    """As the page for integrators says."""
    content = f"v1.{stamp}.{delivery}.".encode() + body
    return "v1=" + hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def signed(
    body: bytes, *secrets: str, at: float | None = None, delivery: str | None = None
) -> Headers:
    """The headers that go with a body."""
    stamp, name = int(at or time.time()), delivery or str(uuid4())
    marks = [signature(secret, stamp, name, body) for secret in secrets]
    return {
        "Tero-Timestamp": str(stamp),
        "Tero-Delivery": name,
        "Tero-Signature": ", ".join(marks),
    }


def new_call(call_id: str = "c1", **fields: Any) -> bytes:
    """A call that comes in."""
    body = {"event": "newCall", "callId": call_id, "from": "+543415550001", **fields}
    return json.dumps(body).encode()


class Signer:
    """Registered and known by a secret. What it signs, and what it sends, may differ."""

    def __init__(self, client: httpx2.AsyncClient, manager: Headers, key: str, code: str) -> None:
        self.client, self.manager, self.key, self.code = client, manager, key, code
        self.secret = ""

    async def settle(self, deed: str, **body: Any) -> httpx2.Response:
        """Begin, rotate or end, as whoever runs the desk; a secret that comes of it is used."""
        path = f"{CHANNELS}/{self.code}/{deed}"
        sent = body if deed == "rotate-signing-secret" else None
        answer = await self.client.post(path, headers=self.manager, json=sent)
        if answer.is_success:
            self.secret = answer.json().get("secret", "")
        return answer

    async def send(
        self,
        body: bytes | AsyncIterator[bytes],
        headers: Headers,
        door: str = "calls",
        tail: str = "",
    ) -> httpx2.Response:
        """To one of its doors, just so."""
        path = f"/api/v1/intake/{door}/{self.key}{tail}"
        told = {"Content-Type": "application/json", **headers}
        return await self.client.post(path, content=body, headers=told)

    async def say(self, body: bytes, door: str = "calls", tail: str = "") -> httpx2.Response:
        """The same, signed as it should be."""
        return await self.send(body, signed(body, self.secret), door, tail)
