"""What somebody does in the administration, in the words of the tests."""

from playwright.async_api import Locator, Page, expect
from tests.e2e.console_page import findings


async def open_section(page: Page, name: str) -> None:
    """From any part of the administration."""
    sections = page.get_by_role("navigation", name="Administración")
    link = sections.get_by_role("link", name=name, exact=True)
    await link.click()
    await expect(link).to_have_attribute("aria-current", "page")
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)


async def keep_mine(page: Page, theirs: str, mine: str) -> None:
    """Somebody else was faster: both are shown, and what was written here is what is kept."""
    await save_button(page).click()
    both = page.get_by_role("region", name="Cambiado por otra persona")
    await expect(both).to_contain_text(theirs)
    await expect(both).to_contain_text(mine)
    await expect(save_button(page)).to_be_disabled()
    assert await findings(page) == []
    await both.get_by_role("button", name="Usar lo escrito acá").click()
    await save_button(page).click()
    await expect(both).to_have_count(0)
    await expect(page.get_by_role("status").filter(has_text="guardado")).to_be_visible()
    await expect(save_button(page)).to_be_focused()


def save_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Guardar", exact=True)
