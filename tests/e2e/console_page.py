"""What somebody does at the console, in the words of the tests."""

from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

from local_stack.demo.api import Person
from local_stack.paths import WEB

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 30_000
# What is in order is not told one by one: a long table has thousands of good cells.
_RUN = """
async tags => (await axe.run({runOnly: tags, resultTypes: ["violations"]})).violations
"""


async def sign_in(page: Page, login: str, password: str) -> None:
    await page.get_by_label("Usuario").fill(login)
    await page.get_by_label("Contraseña", exact=True).fill(password)
    await page.get_by_role("button", name="Entrar").click()
    await expect(page.get_by_role("navigation").first).to_be_visible(timeout=PATIENCE)


async def findings(page: Page) -> list[str]:
    """What axe has to say; it is put beside the page's policy, not through it."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    violations = await page.evaluate(_RUN, tags)
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in violations
        for node in each["nodes"]
    ]


async def meddle(person: Person, method: str, path: str, version: int, body: Any) -> None:
    """Somebody else changes this version of a thing, while it is open in a browser."""
    headers = {"Authorization": f"Bearer {person.token}", "If-Match": f'"{version}"'}
    answer = await person.web.send(method, path, headers=headers, json=body)
    answer.expect("somebody changes it")


async def keep_picture(page: Page, folder: Path | None, name: str) -> None:
    if folder is not None:
        await page.screenshot(path=folder / f"console-{name}.png", animations="disabled")


async def let_in(page: Page, text: str) -> None:
    await let_in_row(page, row_of(page, text))


async def let_in_row(page: Page, row: Locator) -> None:
    """New rows come by themselves, or wait behind a button where somebody is busy."""
    shown = page.get_by_role("button", name="Mostrar")
    await expect(row.or_(shown).first).to_be_visible(timeout=PATIENCE)
    if not await row.count():
        await shown.click()
    await expect(row).to_be_visible(timeout=PATIENCE)


async def press_after_the_session(page: Page, name: str) -> None:
    """Also where the console's question lies over the button already: what a page asks by itself
    may be the first to learn that the session is over."""
    await page.context.clear_cookies()
    await page.get_by_role("button", name=name).dispatch_event("click")


async def fill_and_reload(field: Locator, text: str) -> None:
    """What is typed is kept until it is sent."""
    await field.fill(text)
    await field.page.reload()
    await expect(field).to_have_value(text)


def row_of(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)


def note_policy(wrong: list[str], text: str) -> None:
    if "Content Security Policy" in text:
        wrong.append(text)


def note_stranger(wrong: list[str], url: str, own: str) -> None:
    if not url.startswith((f"{own}/", "data:")):
        wrong.append(f"asked a stranger: {url}")
