"""What the company sets up for itself, in a real browser, on the whole of Tero."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect
from tests.e2e.console_page import fill_and_reload, findings, meddle

from local_stack.demo.api import Person
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


async def test_two_who_change_one_reason_lose_nothing(
    desk: Desk, password: str, admin: Person, mark: str
) -> None:
    """X19, C06: added in its place, moved by keys, named anew by two at once, retired and brought
    back; what was typed outlives a reload."""
    above = {"code": f"before-{mark}", "label": f"Antes {mark}", "parent": "complaint-technical"}
    (await admin.post("/api/v1/contacts/reasons", above)).expect("a reason is there")
    async with desk("admin", password=password, path="administration/reasons/new") as page:
        await fill_and_reload(page.get_by_label("Cómo se llama"), f"Corte {mark}")
        await page.get_by_label("Dentro de").select_option("complaint-technical")
        await page.get_by_label("Es un").select_option("complaint")
        await page.get_by_role("checkbox", name="Llamada").check()
        await expect(page.get_by_label("Código")).to_have_value(f"corte-{mark}")
        await page.get_by_role("button", name="Agregar motivo").last.click()
        rows = page.get_by_role("row").filter(has_text=mark)
        await expect(rows).to_have_count(2)
        await expect(rows.last).to_contain_text("Corte")
        await expect(rows.last).to_contain_text("Reclamo")
        up = page.get_by_role("button", name=f"Subir Corte {mark}")
        await up.press("Enter")
        await expect(rows.first).to_contain_text("Corte")
        await expect(up).to_be_focused()

        field = page.get_by_label("Cómo se llama")
        await fill_and_reload(field, f"Corte de fibra {mark}")
        await expect(page.get_by_text("Esto se empezó a cambiar antes")).to_be_visible()
        other = {"label": f"Sin señal {mark}", "parent": "complaint-technical", "position": 1}
        await meddle(admin, "PUT", f"/api/v1/contacts/reasons/corte-{mark}", 2, other)
        await page.get_by_role("button", name="Guardar").click()
        both = page.get_by_role("region", name="Cambiado por otra persona")
        await expect(both).to_contain_text(f"Sin señal {mark}")
        await expect(both).to_contain_text(f"Corte de fibra {mark}")
        await expect(field).to_have_value(f"Corte de fibra {mark}")
        await expect(page.get_by_label("Es un")).to_have_value("")
        assert await findings(page) == []
        await both.get_by_role("button", name="Usar lo escrito acá").click()
        await page.get_by_role("button", name="Guardar").click()
        await expect(both).to_have_count(0)
        row = page.get_by_role("row").filter(has_text=f"corte-{mark}")
        await expect(row).to_contain_text("Corte de fibra")

        await page.get_by_role("button", name="Retirar").click()
        await expect(row).to_have_count(0)
        await page.get_by_role("button", name="Deshacer").last.click()
        await expect(row).to_contain_text("En uso")


async def test_what_was_typed_of_an_account_outlives_its_change(
    desk: Desk, password: str, admin: Person, mark: str
) -> None:
    """B12, B15, B16: a new area, somebody in it, and the area out of use."""
    body = {"login": f"set-{mark}", "name": "Iris Uno", "email": f"{mark}@example.com"}
    made = await admin.post("/api/v1/accounts", {**body, "role": "operator", "areas": []})
    account = f"/api/v1/accounts/{made.expect('an account')['account_id']}"
    async with desk("admin", password=password, path="administration/areas/new") as page:
        await page.get_by_label("Nombre", exact=True).fill(f"Retención {mark}")
        await page.get_by_role("button", name="Crear área").last.click()
        await expect(page.get_by_text("Nadie.")).to_be_visible()

        await page.goto(f"/console/administration/accounts/{made.body['account_id']}")
        name = page.get_by_label("Nombre y apellido")
        await name.fill("Iris Dos")
        await page.get_by_role("checkbox", name=f"Retención {mark}").check()
        row = page.locator("tr[data-permission='contacts.finish']")
        await row.get_by_role("radio", name="Negado").check()
        await meddle(admin, "PATCH", account, 1, {"name": "Iris Tres"})
        await page.get_by_role("button", name="Guardar", exact=True).click()
        both = page.get_by_role("region", name="Cambiado por otra persona")
        await expect(both).to_contain_text("Iris Tres")
        await expect(both).to_contain_text("Iris Dos")
        await expect(row.get_by_role("radio", name="Negado")).to_be_checked()
        await both.get_by_role("button", name="Dejar lo que dice ahora").click()
        await expect(name).to_have_value("Iris Tres")
        await page.get_by_role("button", name="Guardar", exact=True).click()
        await expect(page.get_by_role("status").get_by_text("guardado")).to_be_visible()
        await expect(row.get_by_role("radio", name="Negado")).to_be_checked()

        await page.goto(f"/console/administration/areas/retencion-{mark}")
        await expect(page.get_by_role("row").filter(has_text=body["login"])).to_be_visible()
        await page.get_by_role("button", name="Retirar").click()
        await expect(page.get_by_role("button", name="Volver a usar")).to_be_visible()
        await page.goto("/console/administration/accounts/new")
        await expect(page.get_by_role("checkbox", name="Soporte")).to_be_visible()
        await expect(page.get_by_role("checkbox", name=f"Retención {mark}")).to_have_count(0)
