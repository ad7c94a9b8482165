"""Nobody keeps a service waiting for a body: what is slower than a poor line is given up."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

PATIENCE_SECONDS = 15.0
LEAST_BYTES_PER_SECOND = 16 << 10

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


class SlowBodies:
    """Middleware: a body has some seconds, and one more for every 16 KiB that came of it.

    To the application, whoever is slower has gone.
    """

    def __init__(self, app: App, patience: float = PATIENCE_SECONDS) -> None:
        self._app = app
        self._patience = patience

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        return await self._app(scope, _Bounded(receive, self._patience), send)


class _Bounded:
    def __init__(self, receive: Receive, patience: float) -> None:
        self._receive = receive
        self._ends = asyncio.get_running_loop().time() + patience
        self._is_over = False

    async def __call__(self) -> Message:
        if self._is_over:  # what may still come is the caller's leaving, at any time
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._ends):
                message = await self._receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        self._ends += len(message.get("body", b"")) / LEAST_BYTES_PER_SECOND
        self._is_over = not message.get("more_body", False)
        return message
