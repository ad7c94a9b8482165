"""A list that is left open: what two thousand live changes leave behind."""

import asyncio
import time

from playwright.async_api import CDPSession, Page
from tests.load.console.places import Desks
from tests.load.figures import Figure

GROWTH_PERCENT, FRAME_MS = 20.0, 100.0
_PER_SECOND = 20.0
_STEPS = ("newCall", "answer", "hangup")


async def many_changes(desks: Desks, changes: int) -> list[Figure]:
    """Calls that ring, are answered and end, while nobody touches the page."""
    page = desks.first
    await page.goto("/console/contacts/calls-without-city")
    await page.locator("[data-contact]").first.wait_for()
    devtools = await page.context.new_cdp_session(page)
    calls = changes // len(_STEPS)
    # What is made once, on the first change, is no growth.
    await _tell(desks, "warm", 10)
    before = await _heap(devtools)
    await page.evaluate("window.frames_over.length = 0")
    await _tell(desks, "swell", calls)
    await _shows_last(page, desks)
    frames: list[float] = await page.evaluate("window.frames_over")
    after = await _heap(devtools)
    detail = {"changes": calls * len(_STEPS), "before_mb": before / 1e6, "after_mb": after / 1e6}
    return [
        Figure(
            f"console: heap after {calls * len(_STEPS):,} live changes, growth",
            (after / before - 1) * 100, "%", GROWTH_PERCENT, detail=detail,
        ),
        Figure(
            "console: longest frame meanwhile", max(frames, default=0.0), "ms", FRAME_MS,
            detail={"over_50_ms": len(frames)},
        ),
    ]  # fmt: skip


async def _tell(desks: Desks, name: str, calls: int) -> None:
    begin = time.perf_counter()
    for number in range(calls * len(_STEPS)):
        await asyncio.sleep(begin + number / _PER_SECOND - time.perf_counter())
        call, step = divmod(number, len(_STEPS))
        await desks.ring(f"bench-{name}-{call}", _STEPS[step])


async def _shows_last(page: Page, desks: Desks) -> None:
    last = await desks.ring("bench-last", "newCall")
    await page.locator(f'[data-contact="{last}"]').wait_for()


async def _heap(devtools: CDPSession) -> float:
    for _ in range(3):
        await devtools.send("HeapProfiler.collectGarbage")
    return float((await devtools.send("Runtime.getHeapUsage"))["usedSize"])
