"""Who is asking: the token of a request, verified here, and its owner's present rights."""

import hashlib
import time
from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import Request
from joserfc.jwk import KeySet

from chassis.api_key_text import PREFIX
from chassis.console_cookies import ACCESS, refuse_other_sites
from chassis.errors import Unauthenticated
from chassis.known_actors import SECONDS, KnownActors
from chassis.policies import Actor
from chassis.tokens import LEEWAY_SECONDS, Claims, expired, invalid, verify

_MOST_REMEMBERED = 10_000
_REMEMBERED_SECONDS = 10.0
# In the state of a request with an API key: whose it is, and until when nobody need ask again.
_HOLDER = "holder_of_key"

FindKey = Callable[[str], Awaitable[Actor | None]]
"""The system that has this API key, as long as it is good."""

FindActor = Callable[[UUID, UUID], Awaitable[Actor | None]]
"""The active account with this id, unless the session with the second id has been ended."""


class TokenAuthentication:
    """Tokens, verified offline, and the account's present rights.

    A token comes in the header `Authorization: Bearer …`, or, from the console, in a cookie; then
    whatever changes something must come from the console's own pages. Which session it is, and
    when its owner last proved who they are, is left in `request.state`. Other systems send an API
    key in the header instead; it is in no session, and proves nothing once more.
    """

    def __init__(
        self,
        keys: KeySet,
        find_actor: FindActor,
        find_key: FindKey,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._verified = VerifiedTokens(keys)
        self._find_actor = find_actor
        self._known = KnownActors(clock)
        self._find_key = find_key

    async def __call__(self, request: Request) -> Actor:
        token, in_header = _token(request)
        if in_header and token.startswith(PREFIX):
            return await self._holder_of(token, request)
        claims = self._verified.claims(token)
        actor = await self._actor(claims.account_id, claims.session_id)
        request.state.session_id = claims.session_id
        request.state.proved_at = claims.proved_at
        return actor

    async def _actor(self, account_id: UUID, session_id: UUID) -> Actor:
        actor = self._known.get((account_id, session_id))
        if actor is None:
            asked_at = self._known.now()
            actor = await self._find_actor(account_id, session_id)
            if actor is None:
                raise invalid()
            self._known.put((account_id, session_id), actor, asked_at)
        return actor

    async def _holder_of(self, key: str, request: Request) -> Actor:
        # Asked for before a body is read, and again by the route: one answer does for both, unless
        # the body took longer to come than anybody is known for.
        until, actor = getattr(request.state, _HOLDER, (0.0, None))
        if actor is None or until <= self._known.now():
            asked_at = self._known.now()
            actor = await self._find_key(key)
            if actor is None:
                raise Unauthenticated("The API key is not valid.", code="invalid-api-key")
            setattr(request.state, _HOLDER, (asked_at + SECONDS, actor))
        found: Actor = actor
        return found


def _token(request: Request) -> tuple[str, bool]:
    """A token, and whether it came in the header."""
    header = request.headers.get("Authorization")
    if header is not None:
        scheme, _, token = header.partition(" ")
        if scheme.lower() == "bearer" and token:
            return token, True
    elif cookie := request.cookies.get(ACCESS):
        refuse_other_sites(request)
        return cookie, False
    raise Unauthenticated("A bearer token is required.", code="token-required")


class VerifiedTokens:
    """Verifies tokens; one that was good a moment ago is not verified again.

    Only the signature is remembered here, for some seconds; whether the session still lasts is
    another question. Known by their digests, so that no token lies in memory longer than its
    request.
    """

    def __init__(self, keys: KeySet, clock: Callable[[], float] = time.time) -> None:
        self._keys = keys
        self._clock = clock
        self._known: dict[bytes, tuple[float, Claims]] = {}

    def claims(self, token: str) -> Claims:
        """What the token says; raises Unauthenticated."""
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        now = self._clock()
        until, claims = self._known.get(digest, (0.0, None))
        if claims is None or until <= now:
            self._known.pop(digest, None)
            claims = verify(token, self._keys)
            self._known[digest] = (now + _REMEMBERED_SECONDS, claims)
            if len(self._known) > _MOST_REMEMBERED:
                del self._known[next(iter(self._known))]
        if claims.expires_at + LEEWAY_SECONDS <= now:
            raise expired()
        return claims
