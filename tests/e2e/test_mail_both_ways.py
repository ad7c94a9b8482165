"""Somebody writes a mail; the desk answers it, and their answer comes back to the same contact."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from email.message import EmailMessage
from uuid import uuid4

import aiosmtplib
from playwright.async_api import FilePayload, Page, expect
from tests.e2e.attending_page import attend
from tests.e2e.console_page import findings
from tests.e2e.letters import letter_with

from local_stack.demo.installation import Installation
from local_stack.ports import HOST

Desk = Callable[..., AbstractAsyncContextManager[Page]]

MAILBOX = "soporte@localhost.localdomain"
GUIDE: FilePayload = {
    "name": "Guía.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.7\n" + bytes(range(256)) * 400,
}


async def bring(installation: Installation, sender: str, text: str, to: str, **more: str) -> str:
    """The company's mail server hands a mail over; its id."""
    name, _, domain = sender.partition("@")
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{name} <{sender}>", to
    mail["Subject"], mail["Message-ID"] = "Sin señal", f"<{uuid4()}@{domain}>"
    for header, value in more.items():
        mail[header.replace("_", "-")] = value
    mail.set_content(text)
    port = installation.ports["intake-email"]
    await aiosmtplib.send(mail, hostname=HOST, port=port, start_tls=False, recipients=[to])
    return str(mail["Message-ID"])


async def test_a_mail_is_answered_and_the_answer_to_that_comes_back(
    desk: Desk, installation: Installation, operators: list[str]
) -> None:
    """R02, C46: what came can be saved as it came; at the console a line's end sends nothing; what
    was sent is shown as sent, and its file is in the mail."""
    name = f"rosa-{uuid4().hex[:8]}"
    sender = f"{name}@example.com"
    first = await bring(installation, sender, "No tengo internet.", MAILBOX)
    async with desk(operators[0], path="contacts/inquiries") as page:
        await attend(page, name)
        article = page.get_by_role("article")
        await expect(article).to_contain_text("No tengo internet.")
        await article.get_by_text("Correo como llegó").click()
        async with page.expect_download() as saving:
            await article.get_by_role("link", name="Sin señal").click()
        saved = await (await saving.value).path()
        assert b"No tengo internet." in saved.read_bytes()
        mails = page.get_by_role("group", name="Correos")
        field = page.get_by_label("Respuesta", exact=True)
        async with page.expect_file_chooser() as chooser:
            await mails.get_by_role("button", name="Adjuntar").click()
        await (await chooser.value).set_files([GUIDE])
        await expect(mails.get_by_text("listo para enviar")).to_be_visible()
        await field.fill("Ya está.")
        await field.press("Enter")
        await field.press_sequentially("¿Anda?")
        assert await findings(page) == []
        await field.press("Control+Enter")
        await expect(field).to_have_value("")
        await expect(mails.get_by_text("Enviado")).to_be_visible()
        await expect(mails.get_by_text("Guía.pdf")).to_be_visible()

        letter = await letter_with(sender, "Ya está.\n¿Anda?", installation)
        headers = {each["name"]: each["value"] for each in letter["headers"]}
        assert headers["In-Reply-To"] == first
        assert letter["attachments"] == [
            {"name": "Guía.pdf", "contentType": "application/pdf", "size": len(GUIDE["buffer"])}
        ]
        back = {"In_Reply_To": headers["Message-ID"]}
        await bring(installation, sender, "Sí, anda.", headers["Reply-To"], **back)
        await expect(mails.get_by_role("listitem").last).to_contain_text("Sí, anda.")
