"""How tests wait: for something to be true, never for time to pass."""

import asyncio
from collections.abc import Awaitable, Callable

Check = Callable[[], Awaitable[bool]]


async def until(check: Check, *, seconds: float = 60.0) -> None:
    """Wait until the check holds; TimeoutError if it does not in time."""
    async with asyncio.timeout(seconds):
        while not await check():  # noqa: ASYNC110 - other processes change what is looked at
            await asyncio.sleep(0.05)
