"""The lists of tickets and of service orders, as those use them who do the work."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from uuid import uuid4

from playwright.async_api import Page, expect
from tests.e2e.console_page import findings, keep_picture, row_of
from tests.e2e.test_escalating_in_a_browser import ticket_of

from local_stack.demo.api import Web
from local_stack.demo.data.customers import customers
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]


async def test_orders_are_a_list_of_their_own(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast, pictures: Path | None
) -> None:
    """A16 to A23, A26, A27: filters combine, stand in the address, and hold what comes later."""
    mark, operator, someone = uuid4().hex[:8], cast.operators[0], customers(200)[20]
    ticket = await ticket_of(web, doors["calls"], operator, someone.national_id.digits)
    order = {"ticket_id": ticket, "description": f"Medir {mark}", "order_type": "technical-service"}
    first = (await operator.post("/api/v1/orders", order)).expect("an order")
    async with desk(cast.technicians[0].login) as page:
        await expect(page.get_by_role("heading", name="Órdenes")).to_be_visible()
        row = row_of(page, mark)
        await expect(row).to_contain_text("Abierto")
        await expect(row).to_contain_text(someone.name)
        assert await findings(page) == []
        await keep_picture(page, pictures, "orders")
        await page.get_by_label("Estado").select_option("Abierto")
        await page.get_by_label("Tipo", exact=True).select_option("Servicio Técnico")
        await expect(page).to_have_url(re.compile("state=open.*technical-service"))
        await page.reload()
        await expect(row).to_have_count(1)

        done = {"resolution": f"Listo {mark}"}
        (await cast.admin.post(f"/api/v1/orders/{first['id']}/finish", done)).expect("finish")
        await expect(row).to_have_count(0)
        await page.get_by_label("Estado").select_option("Finalizado")
        await expect(row).to_contain_text(f"Listo {mark}")
        await row.get_by_role("rowheader").get_by_role("link").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Orden de servicio")
        await page.keyboard.press("g")
        await page.keyboard.press("t")
        await expect(page.get_by_role("heading", name="Tickets")).to_be_visible()


async def test_tickets_are_found_by_whose_they_are_and_what_they_say(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """B18, B22: one's own among the pending ones, by a number too; on a telephone as on a desk."""
    operator, someone = cast.operators[0], customers(200)[21]
    ticket = await ticket_of(web, doors["calls"], operator, someone.national_id.digits)
    number = (await operator.get(f"/api/v1/tickets/{ticket}")).expect("ticket")["number"]
    async with desk(operator.login, path="tickets?whose=me", width=360) as page:
        row = row_of(page, str(number)).filter(has_text=someone.name)
        await expect(row).to_have_count(1)
        assert await findings(page) == []
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not await page.evaluate(wide)
        await page.get_by_label("Número o título").fill(str(number))
        await expect(page.get_by_role("row")).to_have_count(2)
        # Too little to be looked for: all are listed, and none of what was typed is lost.
        await page.get_by_label("Número o título").fill("lu")
        await expect(page).not_to_have_url(re.compile("q="))
        await expect(page.get_by_label("Número o título")).to_have_value("lu")
        await page.get_by_label("Número o título").fill(str(number))
        await expect(page).to_have_url(re.compile(f"q=.*{number}"))
        await page.get_by_label("Estado").select_option("Cerrado")
        await expect(page.get_by_text("No hay nada en esta lista")).to_be_visible()
        await page.get_by_role("link", name="Tickets", exact=True).click()
        await expect(page.get_by_label("Número o título")).to_have_value("")


async def test_no_order_moves_while_somebody_points_at_the_list(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """A16: what is new waits behind a button; what has changed does so where it stands."""
    mark, operator, someone = uuid4().hex[:8], cast.operators[0], customers(200)[23]
    ticket = await ticket_of(web, doors["calls"], operator, someone.national_id.digits)
    body = {"ticket_id": ticket, "description": f"Medir {mark}"}
    first = (await operator.post("/api/v1/orders", body)).expect("an order")
    async with desk(cast.technicians[0].login) as page:
        await page.get_by_label("Estado").select_option("Abierto")
        row = row_of(page, f"Medir {mark}")
        await row.hover()
        later = {**body, "description": f"Cambiar {mark}"}
        (await operator.post("/api/v1/orders", later)).expect("an order")
        fresh = page.get_by_role("button", name="Mostrar")
        await expect(fresh).to_contain_text("1 novedad")
        await expect(row_of(page, f"Cambiar {mark}")).to_have_count(0)
        done = {"resolution": f"Listo {mark}"}
        (await cast.admin.post(f"/api/v1/orders/{first['id']}/finish", done)).expect("finish")
        await expect(row).to_have_attribute("data-gone", "true")
        assert await findings(page) == []
        await fresh.click()
        await expect(row_of(page, f"Cambiar {mark}")).to_be_visible()
        await expect(row).to_have_count(0)
