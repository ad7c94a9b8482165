"""Faults of the work-order API, around the real thing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from iclass_simulator.errors import ApiError
from iclass_simulator.faults import Fault, Faults, Operation

CONNECTION = "iclass_simulator.connection"


class DroppableProtocol(HttpToolsProtocol):
    """Lets a handler reach the connection, which ASGI hides."""

    def on_message_begin(self) -> None:
        """Called once per request, before its handler."""
        super().on_message_begin()
        scope: Any = self.scope
        scope[CONNECTION] = self.transport


@asynccontextmanager
async def misbehaving(
    faults: Faults, operation: Operation, request: Request
) -> AsyncIterator[None]:
    """Fail before the body of the block, dawdle, or do it and hang up without an answer."""
    if faults.fires(Fault.ERROR_500, operation):
        raise ApiError(500, "internal_error", "Something broke.")
    if rule := faults.fires(Fault.ERROR_429, operation):
        raise ApiError(
            429, "too_many_requests", "Slow down.", {"retry-after": str(round(rule.seconds))}
        )
    if rule := faults.fires(Fault.STALL, operation):
        await asyncio.sleep(rule.seconds)
    yield
    if faults.fires(Fault.NO_ANSWER, operation):
        await _hang_up(request)


async def _hang_up(request: Request) -> None:
    request.scope[CONNECTION].abort()
    while (await request.receive())["type"] != "http.disconnect":
        pass
