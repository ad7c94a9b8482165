"""The administration in a real browser, through the gateway, on the whole of Tero."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaProducer
from playwright.async_api import FilePayload, Page, Route, expect

from local_stack.demo.installation import Installation

Desk = Callable[..., AbstractAsyncContextManager[Page]]

HOSTILE = "<img src=x onerror=\"document.title='run'\">"


@pytest.fixture
def password(installation: Installation) -> str:
    """The first administrator's."""
    return installation.secret("admin-password")


async def test_somebody_is_let_in_and_refused_one_permission(desk: Desk, password: str) -> None:
    """B08, B16: what the role gives, what is refused to one; and a proof where it is asked for."""
    login = f"web-{uuid4().hex[:8]}"
    async with desk("admin", password=password, path="administration/accounts/new") as page:
        await page.get_by_label("Nombre y apellido").fill("Eva Prueba")
        await page.get_by_label("Correo", exact=True).fill(f"{login}@example.com")
        await page.get_by_label("Usuario", exact=True).fill(login)
        await page.get_by_role("button", name="Enviar invitación").click()
        await expect(page.get_by_role("status").get_by_text("Invitación enviada")).to_be_visible()
        await page.get_by_role("searchbox").fill(f"eva {login}")
        await expect(page.get_by_role("row").filter(has_text=login)).to_contain_text("Operador")

        row = page.locator("tr[data-permission='contacts.finish']")
        await expect(row).to_contain_text("Puede")
        await row.get_by_role("radio", name="Negado").check()
        await expect(row).to_contain_text("No puede")
        await page.route("**/permissions", ask_for_proof_once())
        await page.get_by_role("button", name="Guardar 1 cambio").click()
        dialog = page.get_by_role("dialog", name="Confirmar quién es")
        await dialog.get_by_label("Contraseña", exact=True).fill("not this one 1234")
        await dialog.get_by_role("button", name="Confirmar").click()
        await expect(dialog.get_by_role("alert")).to_contain_text("no coinciden")
        await dialog.get_by_label("Contraseña", exact=True).fill(password)
        await dialog.get_by_role("button", name="Confirmar").click()
        await expect(page.get_by_text("Permisos guardados")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("searchbox")).to_have_value(f"eva {login}")
        await expect(row.get_by_role("radio", name="Negado")).to_be_checked()
        await expect(row).to_contain_text("Excepción")

        await page.get_by_role("button", name="Suspender").click()
        await expect(page.get_by_role("button", name="Reactivar")).to_be_visible()
        await page.get_by_role("button", name="Deshacer").last.click()
        await expect(page.get_by_role("button", name="Suspender")).to_be_visible()
        await page.get_by_role("button", name="Quitar segundo paso").click()
        confirm = page.get_by_role("dialog", name="Quitar segundo paso")
        await confirm.get_by_role("button", name="Quitar segundo paso").click()
        await expect(page.get_by_text("Eva Prueba no tiene segundo paso")).to_be_visible()


async def test_a_channel_gets_its_key_and_sends_a_test(desk: Desk, password: str) -> None:
    """I05, B63: the key is shown once; a test says where it came to stand."""
    code = f"web-{uuid4().hex[:8]}"
    async with desk("admin", password=password, path="administration/channels/new") as page:
        await page.get_by_label("Código").fill(code)
        await page.get_by_label("Nombre del canal").fill("Central de prueba")
        await page.get_by_label("Tipo").select_option(label="Chat")
        await page.get_by_role("button", name="Registrar").last.click()
        shown = page.get_by_text("/api/v1/intake/chats/")
        await expect(shown).to_be_visible()
        await page.get_by_role("button", name="La guardé").click()
        await expect(shown).to_have_count(0)
        await page.get_by_role("button", name="Enviarme una prueba").click()
        arrived = page.get_by_role("status").filter(has_text="La prueba llegó")
        await expect(arrived).to_contain_text("Chats")
        await page.get_by_role("button", name="Apagar").click()
        await expect(page.get_by_role("row").filter(has_text=code)).to_contain_text("Apagado")

        await page.get_by_role("link", name="Claves de API").click()
        await page.get_by_role("button", name="Crear clave").click()
        await page.get_by_label("Nombre", exact=True).fill(code)
        await page.get_by_role("checkbox", name="Ver contactos", exact=True).check()
        await page.get_by_role("button", name="Crear clave").last.click()
        await expect(page.locator("code").filter(has_text="tero_")).to_be_visible()
        await page.get_by_role("button", name="La guardé").click()
        await page.get_by_role("link", name=code).click()
        await page.get_by_role("button", name="Revocar").click()
        await page.get_by_role("dialog").get_by_role("button", name="Revocar").click()
        await expect(page.get_by_role("row").filter(has_text=code)).to_contain_text("Revocada")


async def test_a_channel_must_sign_until_it_need_not(desk: Desk, password: str) -> None:
    """I05: each secret is shown once; the list says who signs."""
    code = f"web-{uuid4().hex[:8]}"
    async with desk("admin", password=password, path="administration/channels/new") as page:
        await page.get_by_label("Código").fill(code)
        await page.get_by_label("Nombre del canal").fill("Portal que firma")
        await page.get_by_role("button", name="Registrar").last.click()
        await page.get_by_role("button", name="La guardé").click()
        row = page.get_by_role("row").filter(has_text=code)
        secret = page.locator("code")

        await page.get_by_role("button", name="Exigir firma").click()
        await page.get_by_role("dialog").get_by_role("button", name="Exigir firma").click()
        await expect(secret).to_have_text(re.compile(r"^[\w-]{43}$"))
        first = await secret.inner_text()
        await expect(row).to_contain_text("Sí")
        await page.get_by_role("button", name="Renovar clave de firma").click()
        await expect(secret).not_to_have_text(first)
        held = page.get_by_role("table", name="Claves de firma").get_by_role("row")
        await expect(held).to_have_count(1 + 2)
        await page.get_by_role("button", name="La guardé").click()
        await expect(secret).to_have_count(0)

        await page.get_by_role("button", name="Dejar de exigir firma").click()
        await page.get_by_role("dialog").get_by_role("button", name="Dejar de exigir").click()
        await expect(page.get_by_text("No firma: alcanza con la clave")).to_be_visible()
        await expect(row).not_to_contain_text("Sí")


async def test_a_file_is_tried_before_it_is_imported(desk: Desk, password: str) -> None:
    """X19: headers nobody knows are given a meaning; two bad rows are named; the rest comes in."""
    mark = uuid4().hex[:6]
    rows = [
        "Abonado;nombre;documento;email",
        f"{mark}-1;Ana Uno;27888111;ana@example.com",
        f"{mark}-2;Beto Dos;not-a-document;beto@example.com",
        f"{mark}-3;Caro Tres;27888333;not-an-address",
    ]
    csv = FilePayload(name="clientes.csv", mimeType="text/csv", buffer="\n".join(rows).encode())
    async with desk("admin", password=password, path="administration/import/new") as page:
        await page.get_by_label("Archivo", exact=True).set_input_files(csv)
        await page.get_by_role("button", name="Probar sin escribir").click()
        await page.get_by_label("Campo: Abonado").select_option("number")
        await page.get_by_label("Campo: nombre").select_option("name")
        await page.get_by_label("Campo: documento").select_option("national_id")
        await page.get_by_label("Campo: email").select_option("emails")
        await page.get_by_label("Guardar estas columnas como").fill(f"web-{mark}")
        await page.get_by_role("alert").get_by_role("button", name="Cerrar").click()
        await page.get_by_role("button", name="Guardar y probar otra vez").click()
        errors = page.get_by_role("table", name="Filas con errores")
        await expect(errors.get_by_role("row")).to_have_count(3)
        await expect(errors).to_contain_text("not-a-document")
        await expect(errors).to_contain_text("No es un correo.")
        await page.get_by_role("button", name="Importar de verdad (1 en orden)").click()
        await expect(page.get_by_role("heading", name="Importación")).to_be_visible()
        await expect(page.get_by_text("Listo: 3 filas leídas.")).to_be_visible()
        await expect(errors.get_by_role("row")).to_have_count(3)


async def test_what_nobody_could_read_is_shown_and_given_up(
    desk: Desk, password: str, installation: Installation
) -> None:
    """I09: shown as text; it cannot be replayed as it is; giving it up says why."""
    async with AIOKafkaProducer(bootstrap_servers=installation.kafka) as producer:
        value = f'{{"text": "{HOSTILE}"'.encode()
        await producer.send_and_wait("channels.contacts", value=value, key=b"web")
    async with desk("admin", password=password, path="administration/put-aside") as page:
        desk_part = page.get_by_role("group", name="Mesa de contactos")
        await desk_part.get_by_role("link", name="Registro").first.click(timeout=60_000)
        await expect(page.get_by_role("group", name="Contenido")).to_contain_text("<img src=x")
        await page.get_by_role("button", name="Intentar otra vez").click()
        await expect(page.get_by_role("alert").get_by_text("Sigue sin poder")).to_be_visible()
        await page.get_by_role("button", name="Descartar").click()
        dialog = page.get_by_role("dialog", name="Descartar")
        await dialog.get_by_label("Por qué se descarta").fill("Nadie lo va a leer")
        await dialog.get_by_role("button", name="Descartar").click()
        await expect(desk_part).to_contain_text("Nada apartado.")
        assert await page.title() != "run"


async def test_an_operator_is_not_led_there_and_is_refused(
    desk: Desk, operators: list[str]
) -> None:
    """B04, E60."""
    async with desk(operators[0], path="administration/accounts") as page:
        await expect(page.get_by_role("main")).to_contain_text("Sin permiso")
        await expect(page.get_by_role("link", name="Administración")).to_have_count(0)


def ask_for_proof_once() -> Callable[[Route], object]:
    """As a service answers whose session was opened too long ago: only the first time."""
    asked: list[str] = []

    async def answer(route: Route) -> None:
        if route.request.method != "PUT" or asked:
            await route.continue_()
            return
        asked.append(route.request.url)
        body = {
            "type": "about:blank",
            "title": "Unauthorized",
            "status": 401,
            "code": "step-up-required",
            "detail": "Prove once more who you are.",
        }
        await route.fulfill(status=401, json=body, content_type="application/problem+json")

    return answer
