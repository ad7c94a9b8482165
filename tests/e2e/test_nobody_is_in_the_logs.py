"""Somebody calls, writes, signs in and is told off by every door; no log names them (security
row 39)."""

import json
import re
from pathlib import Path
from uuid import uuid4

import httpx2
from aiokafka import AIOKafkaProducer

from chassis_testing.waiting import until
from local_stack.demo.api import Person, Web
from local_stack.demo.installation import Installation
from local_stack.services import SPECS

PHONE, NATIONAL_ID = "+5493519990001", "98765012"
EMAIL, PASSWORD = "zoe.canario@correo.example", "canario-de-clave-9"
# A second line would be a line of the log, if texts got there as they are.
NAME = 'Zoé Canario\n{"level": "error", "event": "forged"}'
TEXT = f"Soy Zoé Canario, DNI {NATIONAL_ID}, llámenme al {PHONE} o a {EMAIL}."
TRACES = re.compile(r"canario|3519990001|98765012|\bforged\b", re.IGNORECASE)


async def test_no_log_and_no_metric_names_anybody(
    web: Web, installation: Installation, doors: dict[str, str], keys: dict[str, str], admin: Person
) -> None:
    """Security row 39: neither what was accepted nor what was refused; no key, no token."""
    await _contact_us(web, doors)
    await _be_refused(web, doors, admin)
    number = await _send_poison(installation, admin)
    await until(lambda: _is_found(admin, "3519990001"))

    secrets = [*keys.values(), admin.token, PASSWORD, installation.secret("admin-password")]
    logs = _logs(installation)
    assert len(logs) > len(SPECS)
    assert all(logs[spec.name] for spec in SPECS)
    for name, text in {**logs, **await _metrics(installation)}.items():
        assert not TRACES.findall(text), name
        assert not [each for each in secrets if each in text], name
    settle = f"/api/v1/intake/kernel/quarantine/{number}/discard"
    assert (await admin.post(settle, {"reason": "made by a test"})).ok


async def test_what_is_looked_for_would_be_found() -> None:
    """The test above can fail."""
    assert TRACES.findall(TEXT)
    assert TRACES.findall(json.dumps({"event": "refused", "login": EMAIL}))


async def _contact_us(web: Web, doors: dict[str, str]) -> None:
    call = {"event": "newCall", "callId": f"canario-{uuid4()}", "from": PHONE, "name": NAME}
    line = {"author": "customer", "text": TEXT, "at": "2026-11-23T10:00:00Z"}
    said = {"name": NAME, "national_id": NATIONAL_ID, "phone": PHONE, "email": EMAIL}
    chat = {"external_id": f"canario-{uuid4()}", "transcript": [line], **said}
    nul = {"external_id": f"canario-{uuid4()}\0", "transcript": [line], "name": f"{NAME}\0"}
    inquiry = {"external_id": f"canario-{uuid4()}", "reason": "information", "text": TEXT, **said}
    for door, body in (("calls", call), ("chats", chat), ("chats", nul), ("inquiries", inquiry)):
        assert (await web.send("POST", doors[door], json=body)).status == 202


async def _be_refused(web: Web, doors: dict[str, str], admin: Person) -> None:
    broken = f'{{"name": "{EMAIL}", '.encode()
    wrong = {"external_id": TEXT * 5, "transcript": TEXT, "national_id": {"of": NATIONAL_ID}}
    refused = [
        await web.send("POST", doors["chats"], content=broken),
        await web.send("POST", doors["chats"], json=wrong),
        await web.send("POST", "/api/v1/session", json={"login": EMAIL, "password": PASSWORD}),
        await web.send("POST", "/api/v1/passwords", json={"token": PASSWORD, "password": NAME}),
        await admin.get("/api/v1/contacts", q=TEXT * 20, screen="chats"),
        await admin.get(f"/api/v1/customers/{EMAIL}"),
        await admin.post("/api/v1/tickets", {"title": NAME, "description": TEXT}),
        await admin.post("/api/v1/accounts", {"login": EMAIL, "name": NAME, "email": NATIONAL_ID}),
    ]
    assert [answer.status for answer in refused if answer.status < httpx2.codes.BAD_REQUEST] == []


async def _send_poison(installation: Installation, admin: Person) -> int:
    """A record that intake sets aside; its number there."""
    before = await _set_aside(admin)
    key = f"canario-{uuid4()}".encode()
    headers = [("ce_type", b"channels.chat-received.v1"), ("ce_id", TEXT.encode())]
    async with AIOKafkaProducer(bootstrap_servers=installation.kafka) as producer:
        await producer.send_and_wait("channels.contacts", TEXT.encode(), key=key, headers=headers)
    found: set[int] = set()

    async def is_set_aside() -> bool:
        found.update(await _set_aside(admin) - before)
        return bool(found)

    await until(is_set_aside)
    (number,) = found
    return number


async def _set_aside(admin: Person) -> set[int]:
    return {row["id"] async for row in admin.pages("/api/v1/intake/kernel/quarantine")}


async def _is_found(admin: Person, phone: str) -> bool:
    lists = [
        await admin.get("/api/v1/contacts", screen=screen, q=phone)
        for screen in ("calls", "chats", "inquiries")
    ]
    return any(answer.expect("a list")["items"] for answer in lists)


def _logs(installation: Installation) -> dict[str, str]:
    folder = Path(installation.home.folder) / "logs"
    return {path.stem: path.read_text(errors="replace") for path in folder.glob("*.log")}


async def _metrics(installation: Installation) -> dict[str, str]:
    async with httpx2.AsyncClient() as client:
        return {
            f"metrics of {spec.name}": (
                await client.get(f"http://127.0.0.1:{installation.ports[spec.name]}/metrics")
            ).text
            for spec in SPECS
        }
