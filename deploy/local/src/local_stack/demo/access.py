"""What somebody holds who has logged in: a token for some minutes, and what renews it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Renew = Callable[[str], Awaitable[Any]]
"""Exchanges a refresh token; the new session."""


class Access:
    """The newest tokens of one session. Whoever finds one expired renews it for all."""

    def __init__(self, session: Any, renew: Renew) -> None:
        self.token: str = session["access_token"]
        self._refresh_token: str = session["refresh_token"]
        self._renew = renew
        self._one_at_a_time = asyncio.Lock()

    async def renew(self, expired: str) -> None:
        """Get the next pair, unless somebody else did meanwhile."""
        async with self._one_at_a_time:
            if self.token != expired:
                return
            session = await self._renew(self._refresh_token)
            self.token = session["access_token"]
            self._refresh_token = session["refresh_token"]
