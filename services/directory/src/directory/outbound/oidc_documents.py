"""Reads what an OpenID provider publishes: its addresses and its keys, with bounds and a cache."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import httpx2
import orjson
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from chassis.errors import Unavailable
from directory.domain.sign_on import is_safe

log = structlog.get_logger(__name__)
T = TypeVar("T")

_TIMEOUT = httpx2.Timeout(5.0, connect=3.0)
_ALL_SECONDS = 8.0
_LARGEST = 256 << 10
_KEPT_SECONDS = 3600.0
_LONGEST_SECONDS = 86_400.0
# An unknown key, or a try that failed, makes us look again, but not more often than this: nobody
# waits behind others for a provider that hangs.
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


class Remembered(Generic[T]):
    """A document: read once by one, and not again at once where that failed."""

    def __init__(self) -> None:
        self.kept: tuple[float, T] | None = None
        self._lock = asyncio.Lock()
        self._failed: tuple[float, ProviderUnavailable] | None = None

    async def get(
        self, is_stale: Callable[[tuple[float, T]], bool], read: Callable[[], Awaitable[T]]
    ) -> T:
        """What is known, as long as it may serve; ProviderUnavailable without that."""
        async with self._lock:
            if self.kept is not None and not is_stale(self.kept):
                return self.kept[1]
            failed = self._failed
            if failed is None or _age(failed) > _AGAIN_SECONDS:
                try:
                    self.kept, self._failed = (time.monotonic(), await read()), None
                    return self.kept[1]
                except ProviderUnavailable as error:
                    failed = self._failed = (time.monotonic(), error)
            if self.kept is None or _age(self.kept) > _LONGEST_SECONDS:
                raise ProviderUnavailable(str(failed[1]))
            return self.kept[1]


class Documents:
    """Addresses and keys of one issuer. What is old is used for a day while it does not answer."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._addresses = Remembered[Addresses]()
        self._keys = Remembered[KeySet]()

    async def addresses(self) -> Addresses:
        """Raises ProviderUnavailable."""
        return await self._addresses.get(lambda kept: _age(kept) > _KEPT_SECONDS, self._discover)

    async def keys(self, kid: str | None) -> KeySet:
        """The keys, read anew where the one that is looked for is not among them."""
        address = (await self.addresses()).keys
        return await self._keys.get(lambda kept: _is_stale(kept, kid), lambda: _read_keys(address))

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


def _age(kept: tuple[float, object]) -> float:
    return time.monotonic() - kept[0]


def _is_stale(kept: tuple[float, KeySet], kid: str | None) -> bool:
    age = _age(kept)
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
