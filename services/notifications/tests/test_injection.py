"""What customers and operators write is text, on the wire and on the reader's screen."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, World


HEADERS = [b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted"]
HEADERS += [b"MIME-Version", b"Content-Type", b"Content-Language"]

CORPUS = [
    "=?utf-8?q?hi=0ABcc=3A_evil=40x?=",
    "=?utf-8?b?aGkKQmNjOiBldmlsQHg=?=",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3Fhi=3D0ABcc=3D3A=5Fevil=3D40x=3F=3D?=",
    "hi\r\nBcc: evil@x\r\n\r\nbody",
    "hi\n.\nMAIL FROM:<evil@x>\n",
    "\r\n.\r\nRCPT TO:<evil@x>\r\n",
    "hi\u2028Bcc: evil@x",
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% include 'layout.html' %}",
    "a, evil@x.example",
    "a\u202egpj.exe",
    "é" * 3000,
    "x" * 3000,
]


@pytest.mark.parametrize("text", CORPUS)
async def test_hostile_text_stays_text(world: World, closed: Make, text: str) -> None:
    record = closed(customer_name=text, title=text, closing_text=text)

    await world.harness.deliver([record])
    assert await world.attempt()

    (summary,) = world.store.find()
    (raw,) = world.mails
    assert summary.recipients == ("jose@example.com",)
    assert summary.sender == "tero@localhost.localdomain"
    head = raw.partition(b"\r\n\r\n")[0]
    lines = [line for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert [line.partition(b":")[0] for line in lines] == HEADERS
    assert b"\n" not in head.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    message = message_from_bytes(raw, policy=default)
    assert len(message["Subject"]) <= 200
    body = message.get_body(("html",))
    assert body is not None
    html = body.get_content()
    assert "<script" not in html
    assert "<img" not in html
    assert "49" not in html
    assert (await world.only_email())["state"] == "sent"


@pytest.mark.parametrize(
    "address",
    [
        "a@x.example, evil@x.example",
        "a@x.example\r\nBcc: evil@x.example",
        "=?utf-8?q?a?=@x.example",
    ],
)
async def test_a_hostile_address_is_no_address(world: World, closed: Make, address: str) -> None:
    await world.harness.deliver([closed(customer_email=address)])

    assert (await world.only_email())["state"] == "no-address"
    assert not await world.attempt()
