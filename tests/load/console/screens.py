"""How long until a list can be used: after a cold start, and coming from another screen."""

from playwright.async_api import Page
from tests.load.console.places import Desks, since
from tests.load.figures import Figure, percentile

COLD_MS, OTHER_MS = 1_500.0, 200.0
_GO = """screen => {
  const link = document.querySelector(`nav a[href$="/contacts/${screen}"]`);
  window.note(screen, () => window.hasRows(screen));
  const begin = window.now();
  link.click();
  return begin;
}"""


async def cold(desks: Desks, times: int) -> list[Figure]:
    """From the navigation to the first row painted, with nothing in the browser's cache."""
    page = desks.first
    devtools = await page.context.new_cdp_session(page)
    took = []
    for _ in range(times):
        await devtools.send("Network.clearBrowserCache")
        await page.goto("/console/contacts/chats")
        begin = float(await page.evaluate("performance.timeOrigin"))
        took.append(await since(page, "first-rows") - begin)
    await devtools.detach()
    return _figures("console: cold start → list", took, COLD_MS)


async def from_another(desks: Desks, times: int) -> list[Figure]:
    """From the click in the rail to the first row of the other screen painted; each screen has
    been looked at once before, as on any day after its first minute."""
    page = desks.first
    took = []
    for turn in range(times + 2):
        screen = ("inquiries", "chats")[turn % 2]
        begin = await _go(page, screen)
        ended = await since(page, screen)
        if turn > 1:
            took.append(ended - begin)
    return _figures("console: another screen → list", took, OTHER_MS)


async def _go(page: Page, screen: str) -> float:
    return float(await page.evaluate(_GO, screen))


def _figures(name: str, took: list[float], target: float) -> list[Figure]:
    return [
        Figure(f"{name}, p50", percentile(took, 0.5), "ms"),
        Figure(f"{name}, p95", percentile(took, 0.95), "ms", target, detail={"times": len(took)}),
    ]
