"""A live stream over HTTP: server-sent events, for as long as its viewer may look."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any

from fastapi import Header, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.responses import Response

from chassis.database import is_outage
from chassis.errors import Forbidden, Refusal
from chassis.live import Live
from chassis.live_stream import Stream
from chassis.policies import Actor, Authenticate
from chassis.reach import Scope
from chassis.slow_bodies import Message, Receive, Send

BEAT_SECONDS = 15.0
"""A quiet stream says so often that it is alive; its client's cursor moves with it."""

CHECK_SECONDS = 2.0
"""So often a stream asks whether its viewer may still look."""

_WRITE_SECONDS = 30.0
_RETRY_MS = 1_000

LastEventId = Annotated[
    str | None,
    Header(max_length=2_000, description="The newest `id` that was read, to go on behind it"),
]

DOCUMENTED: dict[int | str, dict[str, Any]] = {
    200: {"content": {EventSourceResponse.media_type: {"schema": {"type": "string"}}}}
}
"""For the API document: what a route answers that is a stream."""

MayLook = Callable[[], Awaitable[Actor]]
Admit = Callable[[Actor], Awaitable[None]]
"""Whether somebody may see just this; raises a Refusal."""


class LiveResponse(Response):
    """Sends what its stream is told. Ends with the right to look, the process, or the reader.

    A reader that takes nothing for half a minute is left.
    """

    media_type = EventSourceResponse.media_type

    def __init__(
        self,
        live: Live,
        stream: Stream[Any],
        may_look: MayLook,
        check_seconds: float = CHECK_SECONDS,
    ) -> None:
        # Compressors on the way would hold events back.
        headers = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
        super().__init__(headers=headers)
        del self.headers["Content-Length"]
        self._live = live
        self._stream = stream
        self._may_look = may_look
        self._check_seconds = check_seconds

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        leaving = asyncio.create_task(self._end_when_left(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            await self._send_all(send)
            with contextlib.suppress(TimeoutError):
                await _within(send, b"", more=False)
        finally:
            leaving.cancel()
            self._live.close(self._stream)

    async def _end_when_left(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._stream.end()

    async def _send_all(self, send: Send) -> None:
        clock = asyncio.get_running_loop().time
        await _within(send, format_sse_event(comment="live", retry=_RETRY_MS))
        said_at = checked_at = clock()
        while (unsent := await self._stream.unsent(CHECK_SECONDS)) is not None:
            tellings, cursor = unsent
            if clock() - checked_at >= self._check_seconds:
                checked_at = clock()
                if not await self._still_may_look():
                    continue
            if not tellings and clock() - said_at < BEAT_SECONDS:
                continue
            events = [format_sse_event(event=t.event, data_str=t.data.decode()) for t in tellings]
            # Behind the last of them: whoever is cut off between them is told all of them again.
            events.append(format_sse_event(comment="so far", id=cursor))
            try:
                await _within(send, b"".join(events))
            except TimeoutError:
                return
            said_at = clock()

    async def _still_may_look(self) -> bool:
        """False where what was to be sent must not be: the stream ends, or begins anew for somebody
        who may do other things now. One that ends and still may look is opened again at once."""
        try:
            actor = await self._may_look()
        except Exception as error:
            if not (isinstance(error, Refusal) or is_outage(error)):
                raise
            self._stream.end()
            return False
        if actor == self._stream.actor:
            return True
        self._stream.actor = actor
        self._stream.reset()
        return False


def live_of(request: Request) -> Live:
    """Dependency: the streams of this process."""
    live: Live = request.app.state.live
    return live


def live_response(
    live: Live,
    stream: Stream[Any],
    request: Request,
    permission: str,
    admit: Admit | None = None,
) -> LiveResponse:
    """The answer of a route whose policy is `needs(permission)`, and which asks `admit` besides."""
    authenticate: Authenticate = request.app.state.authenticate

    async def may_look() -> Actor:
        actor = await authenticate(request)
        if not actor.may(permission):
            raise Forbidden(f"This needs the permission {permission}.", permission=permission)
        request.state.scope = Scope.of(actor)
        if admit is not None:
            await admit(actor)
        return actor

    return LiveResponse(live, stream, may_look)


@contextlib.asynccontextmanager
async def closed_on_failure(live: Live, stream: Stream[Any]) -> AsyncIterator[None]:
    """Around what a route does between opening a stream and answering with it."""
    try:
        yield
    except BaseException:
        live.close(stream)
        raise


async def _within(send: Send, body: bytes, *, more: bool = True) -> None:
    async with asyncio.timeout(_WRITE_SECONDS):
        await send({"type": "http.response.body", "body": body, "more_body": more})
