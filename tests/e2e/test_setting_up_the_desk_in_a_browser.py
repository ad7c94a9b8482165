"""Hours and holidays, set up in a real browser."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from local_stack.demo.installation import Installation

Desk = Callable[..., AbstractAsyncContextManager[Page]]


@pytest.fixture
def password(installation: Installation) -> str:
    """The first administrator's."""
    return installation.secret("admin-password")


@pytest.fixture
def mark() -> str:
    """What makes names of one test its own."""
    return uuid4().hex[:8]


async def test_hours_are_written_by_keys_alone(desk: Desk, password: str, mark: str) -> None:
    """I05: any way of writing is understood; the day after a holiday is as ever."""
    city = f"Villa {mark}"
    async with desk("admin", password=password, path="administration/hours/new") as page:
        keys = page.keyboard
        await page.get_by_label("Nombre", exact=True).fill(f"Mostrador {mark}")
        await page.get_by_label("Atención: lunes").fill("8-12, 16:30 a 20")
        await keys.press("ArrowDown")
        tuesday = page.get_by_label("Atención: martes")
        await expect(tuesday).to_be_focused()
        await expect(page.get_by_label("Atención: lunes")).to_have_value("08:00-12:00, 16:30-20:00")
        await keys.type("cuando llueve")
        save = page.get_by_role("button", name="Agregar horario").last
        await expect(page.get_by_text("No se entiende “cuando llueve”")).to_be_visible()
        await expect(save).to_be_disabled()
        await page.get_by_role("button", name="Lunes igual de martes a viernes").click()
        await expect(tuesday).to_have_value("08:00-12:00, 16:30-20:00")
        await page.get_by_label("Ciudades").fill(city)
        await keys.press("Enter")
        await expect(page.get_by_role("button", name=f"Quitar {city}")).to_be_visible()
        await save.click()
        await expect(page.get_by_role("row").filter(has_text=f"mostrador-{mark}")).to_contain_text(
            city
        )
        await page.get_by_label("Ciudad", exact=True).fill(city)
        now = page.get_by_role("region", name="¿Está abierto ahora?")
        await expect(now).to_contain_text(f"Por “Mostrador {mark}”")
        await page.get_by_role("button", name="Borrar").click()
        await expect(now).not_to_contain_text("Mostrador")

        await page.goto("/console/administration/holidays/new")
        await page.get_by_label("Día", exact=True).fill("2031-07-09")
        await page.get_by_label("Qué se celebra").fill(f"Patrona {mark}")
        await page.get_by_label("Horas de ese día").fill("9 a 13")
        await page.get_by_label("Ciudades").fill(city)
        await keys.press("Enter")
        await page.get_by_role("button", name="Agregar feriado").last.click()
        row = page.get_by_role("row").filter(has_text=f"Patrona {mark}")
        await expect(row).to_contain_text("09:00-13:00")
        await page.get_by_role("button", name="Borrar").click()
        await expect(row).to_have_count(0)
        await page.get_by_role("button", name="Deshacer").last.click()
        await expect(row).to_contain_text("09:00-13:00")
        await row.get_by_role("link").click()
        await page.get_by_role("button", name="Borrar").click()
        await expect(row).to_have_count(0)
