"""Reads what an OpenID provider publishes: its addresses and its keys, with bounds and a cache."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import httpx2
import orjson
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from chassis.errors import Unavailable
from directory.domain.sign_on import is_safe

log = structlog.get_logger(__name__)

_TIMEOUT = httpx2.Timeout(5.0, connect=3.0)
_ALL_SECONDS = 8.0
_LARGEST = 256 << 10
_KEPT_SECONDS = 3600.0
# An unknown key makes us look again, but nobody's invented one more often than this.
_AGAIN_SECONDS = 10.0
_WELL_KNOWN = "/.well-known/openid-configuration"


class ProviderUnavailable(Unavailable):
    """The provider does not answer, or not as it should."""

    code = "provider-unavailable"


@dataclass(frozen=True)
class Addresses:
    """Where the provider does what."""

    authorization: str
    token: str
    keys: str


async def ask(method: str, address: str, **content: Any) -> tuple[int, Any]:
    """Status and JSON of an answer. No redirect is followed, nothing large or slow is waited for.

    Raises ProviderUnavailable.
    """
    try:
        async with (
            asyncio.timeout(_ALL_SECONDS),
            httpx2.AsyncClient(timeout=_TIMEOUT, trust_env=False) as client,
            client.stream(method, address, **content) as response,
        ):
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > _LARGEST:
                    raise ProviderUnavailable("The provider says too much.")
            return response.status_code, orjson.loads(body)
    except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError, orjson.JSONDecodeError) as error:
        log.warning("the provider does not answer", error=type(error).__name__)
        raise ProviderUnavailable("The provider does not answer; try again later.") from error


class Documents:
    """Addresses and keys of one issuer. What is old is still used while it does not answer."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._lock = asyncio.Lock()
        self._addresses: tuple[float, Addresses] | None = None
        self._keys: tuple[float, KeySet] | None = None

    async def addresses(self) -> Addresses:
        """Raises ProviderUnavailable."""
        async with self._lock:
            kept = self._addresses
            if kept is None or time.monotonic() - kept[0] > _KEPT_SECONDS:
                try:
                    found = await self._discover()
                except ProviderUnavailable:
                    if kept is None:
                        raise
                    return kept[1]
                kept = self._addresses = (time.monotonic(), found)
            return kept[1]

    async def keys(self, kid: str | None) -> KeySet:
        """The keys, read anew where the one that is looked for is not among them."""
        address = (await self.addresses()).keys
        async with self._lock:
            kept = self._keys
            if kept is None or _is_stale(kept, kid):
                try:
                    kept = self._keys = (time.monotonic(), await _read_keys(address))
                except ProviderUnavailable:
                    if kept is None:
                        raise
            return kept[1]

    async def _discover(self) -> Addresses:
        status, said = await ask("GET", self._issuer.rstrip("/") + _WELL_KNOWN)
        if status != httpx2.codes.OK or not isinstance(said, dict):
            raise ProviderUnavailable("The provider does not say where it is.")
        if said.get("issuer") != self._issuer:
            raise ProviderUnavailable("The provider says that it is another one.")
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        found = [str(said.get(name, "")) for name in names]
        if not all(is_safe(each) for each in found):
            raise ProviderUnavailable("The provider leads to places that are not safe.")
        return Addresses(*found)


def _is_stale(kept: tuple[float, KeySet], kid: str | None) -> bool:
    age = time.monotonic() - kept[0]
    is_unknown = kid is not None and kid not in {key.kid for key in kept[1].keys}
    return age > _KEPT_SECONDS or (is_unknown and age > _AGAIN_SECONDS)


async def _read_keys(address: str) -> KeySet:
    _, said = await ask("GET", address)
    try:
        usable = [key for key in said["keys"] if isinstance(key, dict) and _is_for_signing(key)]
        return KeySet.import_key_set({"keys": usable})
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderUnavailable("The provider's keys cannot be read.") from error


def _is_for_signing(key: dict[str, Any]) -> bool:
    """Public keys alone: one that both sides know could be anybody's signature."""
    return key.get("kty") in ("RSA", "EC", "OKP") and key.get("use", "sig") == "sig"
