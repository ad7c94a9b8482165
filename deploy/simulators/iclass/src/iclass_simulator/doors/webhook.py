"""Events as signed HTTP requests, tried until the receiver takes them."""

import asyncio
import time
from collections import deque
from collections.abc import Iterator

import httpx2

from iclass_simulator.doors.delivery import DeliveryLog, Outcome
from iclass_simulator.doors.modes import Door
from iclass_simulator.doors.signing import signed_headers
from iclass_simulator.vocabulary import Event

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
AT_ONCE = 8


class WebhookDoor:
    """One lane per work order: within it an event waits until the one before has arrived or was
    given up; lanes do not wait for one another."""

    def __init__(self, url: str, secret: bytes, log: DeliveryLog) -> None:
        self._url = url
        self._secret = secret
        self._log = log
        self._lanes: dict[str, deque[Event]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._client = httpx2.AsyncClient(
            timeout=10, limits=httpx2.Limits(max_connections=AT_ONCE), trust_env=False
        )
        self._turn = asyncio.Semaphore(AT_ONCE)

    def put(self, event: Event) -> None:
        """Queue the event in its lane and see that somebody works on the lane."""
        number = event.work_order_number
        if number in self._lanes:
            self._lanes[number].append(event)
            return
        self._lanes[number] = deque([event])
        task = asyncio.create_task(self._empty(number))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop trying; what has not arrived is in the journal and goes out after a restart."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    async def _empty(self, number: str) -> None:
        lane = self._lanes[number]
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        del self._lanes[number]

    async def _deliver(self, event: Event) -> None:
        for attempt, pause in enumerate(_pauses(), start=1):
            outcome, reason, asked_for = await self._try(event)
            self._log.note(event, Door.WEBHOOK, attempt, outcome, reason)
            if outcome is not Outcome.FAILED:
                return
            await asyncio.sleep(max(pause, asked_for))

    async def _try(self, event: Event) -> tuple[Outcome, str | None, float]:
        body = event.body()
        headers = signed_headers(self._secret, str(event.event_id), int(time.time()), body)
        try:
            async with self._turn:
                response = await self._client.post(
                    self._url,
                    content=body,
                    headers={**headers, "content-type": "application/json"},
                )
        except httpx2.RequestError as error:
            return Outcome.FAILED, type(error).__name__, 0
        return _judge(response)


def _judge(response: httpx2.Response) -> tuple[Outcome, str | None, float]:
    status = response.status_code
    if response.is_success:
        return Outcome.DELIVERED, None, 0
    if response.is_client_error and status != httpx2.codes.TOO_MANY_REQUESTS:
        return Outcome.GIVEN_UP, f"HTTP {status}", 0
    wait = response.headers.get("retry-after", "")
    return Outcome.FAILED, f"HTTP {status}", min(float(wait), 60) if wait.isdecimal() else 0


def _pauses() -> Iterator[float]:
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE)
