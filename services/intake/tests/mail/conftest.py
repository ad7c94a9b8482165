"""The mail door, open, and the company's mail server before it."""

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage
from typing import Any

import aiosmtplib
import pytest_asyncio

from chassis_testing.harness import Harness
from intake.inbound.mail_door import MailDoor

MAILBOX = "soporte@tero.example"
LUCIA = "Lucía Fernández <Lucia@Example.com>"


class Mailroom:
    """What the company's mail server does."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def bring(
        self, raw: bytes, to: str = MAILBOX, sender: str = "lucia@example.com"
    ) -> tuple[int, str]:
        """Hand one mail over; what the door answers to it, or to the address."""
        client = aiosmtplib.SMTP(hostname="127.0.0.1", port=self._port, start_tls=False)
        async with client:
            try:
                _, text = await client.sendmail(sender, [to], raw)
            except aiosmtplib.SMTPRecipientsRefused as error:
                return error.recipients[0].code, error.recipients[0].message
            except aiosmtplib.SMTPResponseException as error:
                return error.code, error.message
            return 250, text

    @staticmethod
    def write(text: str = "No tengo internet.", **headers: str) -> bytes:
        """A mail as a person's program writes it."""
        message = EmailMessage()
        fields = {
            "From": LUCIA,
            "To": MAILBOX,
            "Subject": "Sin señal",
            "Message-ID": "<1@example.com>",
            "Date": "Fri, 20 Nov 2026 09:00:00 -0300",
        }
        for name, value in {
            **fields,
            **{key.replace("_", "-"): v for key, v in headers.items()},
        }.items():
            if value:
                message[name] = value
        message.set_content(text)
        return message.as_bytes()


@pytest_asyncio.fixture
async def mailroom(intake: Harness[Any]) -> AsyncIterator[Mailroom]:
    """The door of the service under test, open."""
    door: MailDoor = intake.service.definition.state["mail_door"]
    running = asyncio.create_task(door.run(intake.service.database))
    await door.opened.wait()
    yield Mailroom(door.port)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
