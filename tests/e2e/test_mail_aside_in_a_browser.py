"""Mail that no person seems to have written, at the console, on the whole of Tero."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from email.message import EmailMessage
from uuid import uuid4

import aiosmtplib
from playwright.async_api import Page, expect
from tests.e2e.console_page import findings, row_of

from local_stack.demo.installation import Installation

Desk = Callable[..., AbstractAsyncContextManager[Page]]

MAILBOX = "soporte@localhost.localdomain"
HOSTILE = "<img src=x onerror=\"document.title='run'\">"
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def test_mail_that_was_kept_aside_is_attended_after_all_or_discarded(
    desk: Desk, installation: Installation
) -> None:
    """R01, I06: why nobody was bothered; what a person wrote becomes a contact, the rest goes."""
    mark = uuid4().hex[:8]
    for number in (1, 2):
        await bring(installation, f"{mark}-{number} {HOSTILE}")
    password = installation.secret("admin-password")
    async with desk("admin", password=password, path="administration/mail-aside") as page:
        row = row_of(page, f"{mark}-1")
        await expect(row).to_contain_text("Automático")
        await expect(row).to_contain_text("robot@example.com")
        await row.get_by_role("link").click()
        text = page.get_by_role("group", name="Texto")
        await expect(text).to_contain_text("<img src=x")
        await expect(page.get_by_text("Lo escribió un programa")).to_be_visible()
        assert await findings(page) == []
        await page.set_viewport_size({"width": 360, "height": 740})
        assert await page.evaluate(ACROSS) == 0
        await page.set_viewport_size({"width": 1440, "height": 800})

        await row_of(page, f"{mark}-2").get_by_role("link").click()
        await page.get_by_role("button", name="Descartar correo").click()
        dialog = page.get_by_role("dialog", name="Descartar correo")
        await dialog.get_by_role("button", name="Descartar correo").click()
        await expect(row_of(page, f"{mark}-2")).to_have_count(0)

        await row.get_by_role("link").click()
        await page.get_by_role("button", name="Atender").click()
        await page.get_by_role("link", name="Ver el contacto").click()
        await expect(page.get_by_role("article")).to_contain_text("Robot de pruebas")
        assert await page.title() != "run"
        await page.goto("/console/administration/mail-aside")
        await expect(page.get_by_role("heading", name="Correo apartado")).to_be_visible()
        await expect(page.locator("main :is(table, p)").first).to_be_visible()
        await expect(row).to_have_count(0)


async def bring(installation: Installation, subject: str) -> None:
    """As the company's mail server hands over what a robot wrote."""
    message = EmailMessage()
    message["From"] = "Robot de pruebas <robot@example.com>"
    message["To"] = MAILBOX
    message["Subject"] = subject
    message["Message-ID"] = f"<{uuid4()}@example.com>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(f"Nadie escribió esto. {HOSTILE}")
    port = installation.ports["intake-email"]
    await aiosmtplib.send(message, hostname="127.0.0.1", port=port, start_tls=False)
