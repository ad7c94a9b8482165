"""The lists say where nobody is expected to attend now, and from when somebody is."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect
from tests.e2e.console_page import findings, meddle

from local_stack.demo.api import Person
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
SCHEDULES = "/api/v1/contacts/schedules"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


async def closed_until_tomorrow(admin: Person, code: str, city: str) -> None:
    """From eight o'clock somebody attends there."""
    about = (await admin.get("/api/v1/about")).expect("the company's clock")
    tomorrow = datetime.now(ZoneInfo(about["time_zone"])) + timedelta(days=1)
    body = {
        "code": code,
        "name": code,
        "cities": [city],
        "channels": ["chat"],
        "weekly": [f"{DAYS[tomorrow.weekday()]} 08:00-20:00"],
    }
    (await admin.post(SCHEDULES, body)).expect("hours")


async def test_a_list_says_when_it_closes_and_opens_while_somebody_looks_at_it(
    desk: Desk, admin: Person, cast: Cast
) -> None:
    """I05: of the channel of the list and the city it is filtered by, without a reload."""
    code = f"villa-{uuid4().hex[:8]}"
    path = f"contacts/chats?city={code}"
    async with desk(cast.operators[1].login, path=path) as page:
        line = page.get_by_text("Fuera de horario")
        # The page's clock can be moved from here on.
        await page.clock.install()
        async with page.expect_response("**/api/v1/contacts/hours?*"):
            await page.goto(f"/console/{path}")
        await expect(page.get_by_role("heading", name="Chats")).to_be_visible()
        await expect(line).to_have_count(0)

        await closed_until_tomorrow(admin, code, code)
        await page.clock.fast_forward(60_000)
        await expect(line).to_contain_text("Fuera de horario · abre mañana 08:00")
        assert await findings(page) == []
        await page.get_by_role("link", name="Llamadas", exact=False).first.click()
        await expect(page.get_by_role("heading", name="Llamadas")).to_be_visible()
        await expect(line).to_have_count(0)
        await page.go_back()
        await expect(line).to_be_visible()

        await meddle(admin, "DELETE", f"{SCHEDULES}/{code}", 1, None)
        await page.clock.fast_forward(60_000)
        await expect(line).to_have_count(0)
