"""A reader of server-sent events, as a browser is one."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
import orjson

_PATIENCE = 60.0


@dataclass(frozen=True)
class Heard:
    """One event."""

    event: str
    data: Any


class EventStream:
    """What came of one stream; `last_id` is what the reader would send to go on."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.answer = answer
        self.events: list[Heard] = []
        self.last_id: str | None = None
        self.ended = False
        self._changed = asyncio.Condition()

    async def read(self) -> None:
        """To its end, or until the connection breaks."""
        fields: dict[str, str] = {}
        try:
            async for line in self.answer.aiter_lines():
                if line:
                    name, _, value = line.partition(":")
                    fields[name] = value.removeprefix(" ")
                else:
                    await self._take(fields)
                    fields = {}
            self.ended = True
        except httpx2.TransportError:
            pass
        finally:
            async with self._changed:
                self._changed.notify_all()

    async def until(self, check: Callable[["EventStream"], bool]) -> None:
        """Wait until this is true; TimeoutError if it never is."""
        async with asyncio.timeout(_PATIENCE), self._changed:
            await self._changed.wait_for(lambda: check(self))

    def named(self, event: str) -> list[Any]:
        """The data of the events of one name."""
        return [heard.data for heard in self.events if heard.event == event]

    async def _take(self, fields: Mapping[str, str]) -> None:
        async with self._changed:
            self.last_id = fields.get("id", self.last_id)
            if "data" in fields:
                name = fields.get("event", "message")
                self.events.append(Heard(name, orjson.loads(fields["data"])))
            self._changed.notify_all()


@asynccontextmanager
async def listening(
    url: str, headers: Mapping[str, str], last_event_id: str | None = None, **query: Any
) -> AsyncIterator[EventStream]:
    """A stream that was answered with 200."""
    told = {**headers, **({"Last-Event-ID": last_event_id} if last_event_id else {})}
    timeout = httpx2.Timeout(_PATIENCE, read=None)
    async with (
        httpx2.AsyncClient(timeout=timeout) as client,
        client.stream("GET", url, params=query, headers=told) as answer,
    ):
        if answer.status_code != httpx2.codes.OK:
            await answer.aread()
            raise AssertionError(answer.text)
        stream = EventStream(answer)
        reading = asyncio.create_task(stream.read())
        try:
            yield stream
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
