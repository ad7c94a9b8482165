"""How long until a take is seen: by who took, and by another operator."""

from tests.load.console.places import Desks, since
from tests.load.figures import Figure, percentile

OWN_P95_MS, OTHER_P99_MS = 150.0, 300.0
_MINE = "console: click on take → mine"
_SEEN = "console: click on take → seen by another"
_SCREEN = "contacts/calls-without-city"
_HAS = """([id, word]) => window.note(id, () => document
  .querySelector(`[data-contact="${id}"]`)?.textContent.includes(word))"""
_TAKE = """id => {
  const row = document.querySelector(`[data-contact="${id}"]`);
  const begin = window.now();
  [...row.querySelectorAll('button')].find(each => each.textContent === 'Tomar').click();
  return begin;
}"""


async def takes(desks: Desks, times: int) -> list[Figure]:
    """Calls that ring one after the other, each taken by the first operator."""
    first, second = desks.first, desks.second
    for page in (first, second):
        await page.goto(f"/console/{_SCREEN}")
        await page.locator("[data-contact]").first.wait_for()
    own, other = [], []
    for number in range(times):
        contact_id = await desks.ring(f"bench-take-{number}", "newCall")
        for page in (first, second):
            await page.locator(f'[data-contact="{contact_id}"]').wait_for()
        await first.evaluate(_HAS, [contact_id, "MIO"])
        await second.evaluate(_HAS, [contact_id, "TOMADO"])
        begin = float(await first.evaluate(_TAKE, contact_id))
        own.append(await since(first, contact_id) - begin)
        # Where the focus is in the list, new contacts wait to be let in: these hands leave it.
        await first.evaluate("() => document.activeElement.blur()")
        other.append(await since(second, contact_id) - begin)
    return [
        Figure(f"{_MINE}, p50", percentile(own, 0.5), "ms"),
        Figure(f"{_MINE}, p95", percentile(own, 0.95), "ms", OWN_P95_MS, detail={"takes": times}),
        Figure(f"{_SEEN}, p50", percentile(other, 0.5), "ms"),
        Figure(f"{_SEEN}, p99", percentile(other, 0.99), "ms", OTHER_P99_MS),
    ]
