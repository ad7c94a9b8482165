"""The mail sink as a process: SMTP in, pages and JSON out."""

import re
import secrets
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx2
import pytest

from local_stack.mail_sink.store import KEPT, Store
from local_stack.ports import PortPool


@dataclass
class MailSink:
    folder: Path
    smtp_port: int
    client: httpx2.Client
    process: subprocess.Popen[bytes]

    def send(self, subject: str, to: str = "ana@example.com", html: str | None = None) -> None:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "tero@example.com", to, subject
        message.set_content("Su reclamo fue resuelto.\n¡Gracias!")
        if html:
            message.add_alternative(html, subtype="html")
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=10) as smtp:
            smtp.send_message(message)

    def send_raw(self, raw: bytes, to: str) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=10) as smtp:
            smtp.sendmail("x@example.com", [to], raw)

    def found(self, **query: Any) -> list[dict[str, Any]]:
        answer = self.client.get("/api/messages", params=query)
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def arm(self, *rules: dict[str, Any]) -> None:
        assert self.client.put("/api/faults", json={"rules": list(rules)}).status_code == 200


def start(folder: Path, ports: PortPool) -> MailSink:
    smtp_port, http_port = ports.take(), ports.take()
    where = ["--smtp-port", str(smtp_port), "--http-port", str(http_port)]
    command = [sys.executable, "-m", "local_stack.mail_sink", *where, "--folder", str(folder)]
    process = subprocess.Popen(command)
    client = httpx2.Client(base_url=f"http://127.0.0.1:{http_port}", trust_env=False)
    sink = MailSink(folder, smtp_port, client, process)
    wait_until_healthy(sink)
    return sink


def wait_until_healthy(sink: MailSink) -> None:
    deadline = time.monotonic() + 60
    while sink.process.poll() is None and time.monotonic() < deadline:
        try:
            sink.client.get("/health")
        except httpx2.TransportError:
            continue
        return
    stop(sink)
    raise AssertionError("the mail sink did not start")


def stop(sink: MailSink) -> None:
    sink.client.close()
    sink.process.kill()
    sink.process.wait()


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory, ports: PortPool) -> Iterator[MailSink]:
    sink = start(tmp_path_factory.mktemp("mail"), ports)
    yield sink
    stop(sink)


@pytest.fixture
def address() -> str:
    """An address no other test writes to."""
    return f"{secrets.token_hex(4)}@example.com"


def test_a_message_is_kept_as_it_came(sink: MailSink, address: str) -> None:
    sink.send("Señal restablecida — ticket 41", address, "<p>Hola, <b>Ana</b></p>")

    [summary] = sink.found(to=address.upper(), subject="SEÑAL")
    message = sink.client.get(f"/api/messages/{summary['id']}").json()
    raw = sink.client.get(f"/messages/{summary['id']}/raw")

    assert summary["from"] == "tero@example.com"
    assert summary["to"] == [address]
    assert summary["subject"] == "Señal restablecida — ticket 41"
    assert message["text"] == "Su reclamo fue resuelto.\n¡Gracias!\n".replace("\n", "\r\n")
    assert message["html"].strip() == "<p>Hola, <b>Ana</b></p>"
    assert {"name": "To", "value": address} in message["headers"]
    assert len(raw.content) == summary["size"]


def test_messages_are_found_newest_first(sink: MailSink, address: str) -> None:
    for number in range(4):
        sink.send(f"Aviso {number}", address)

    subjects = [message["subject"] for message in sink.found(to=address, limit=3)]

    assert subjects == ["Aviso 3", "Aviso 2", "Aviso 1"]
    assert sink.found(to=address[1:]) == []


@pytest.mark.parametrize("limit", ["0", "1001", "x"])
def test_a_limit_that_makes_no_sense_is_refused(sink: MailSink, limit: str) -> None:
    assert sink.client.get("/api/messages", params={"limit": limit}).status_code == 422


def test_the_pages_show_messages_without_running_them(sink: MailSink, address: str) -> None:
    sink.send("<script>alert(1)</script>", address, "<script>alert(2)</script><p>Hola</p>")
    [summary] = sink.found(to=address)

    index = sink.client.get("/", params={"q": address})
    page = sink.client.get(f"/messages/{summary['id']}")
    html = sink.client.get(f"/messages/{summary['id']}/html")

    assert "&lt;script&gt;alert(1)" in index.text
    assert "<script" not in index.text + page.text
    assert f'src="{summary["id"]}/html"' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    policy = html.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy + page.text
    assert not re.search(r'(?:href|src)="/', index.text + page.text)


def test_what_is_not_there_is_a_404(sink: MailSink) -> None:
    assert sink.client.get("/messages/999999").status_code == 404
    answer = sink.client.get("/api/messages/999999")
    assert answer.status_code == 404
    assert answer.json() == {"error": {"message": "there is no such message"}}


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: =?x-unknown?b?8J+YgA==?=\r\n\r\n\xff\xfe",
        b"Subject: \xc3\x91and\xc3\xba\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: image/png; "
        b"name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n",
        b"no headers at all",
        b"Subject: =?utf-7?q?+2Eo-?=\r\n\r\n",
    ],
)
def test_broken_messages_are_shown_too(sink: MailSink, address: str, raw: bytes) -> None:
    sink.send_raw(raw, address)

    [summary] = sink.found(to=address)

    assert sink.client.get(f"/messages/{summary['id']}").status_code == 200
    assert sink.client.get(f"/api/messages/{summary['id']}").status_code == 200


def test_mail_is_refused_as_asked(sink: MailSink, address: str) -> None:
    sink.arm({"fault": "refuse_451", "next": 1, "address": address})
    with pytest.raises(smtplib.SMTPDataError, match="451"):
        sink.send("Uno", address)
    sink.send("Dos", address)
    sink.arm({"fault": "refuse_550", "address": address})
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="550"):
        sink.send("Tres", address)
    sink.send("Otro", f"otra-{address}")

    assert [message["subject"] for message in sink.found(to=address)] == ["Dos"]
    fired = [rule["fired"] for rule in sink.client.get("/api/faults").json()["rules"]]
    assert fired == [1]
    assert sink.client.delete("/api/faults").status_code == 204


def test_the_connection_breaks_in_the_middle_of_a_message(sink: MailSink, address: str) -> None:
    sink.arm({"fault": "close_421", "next": 1, "address": address})

    with pytest.raises((smtplib.SMTPDataError, smtplib.SMTPServerDisconnected)):
        sink.send("Uno", address)

    assert sink.found(to=address) == []


def test_a_kept_message_may_go_unanswered(sink: MailSink, address: str) -> None:
    sink.arm({"fault": "drop_before_reply", "next": 1, "address": address})
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
        sink.send("Uno", address)
    sink.send("Uno", address)

    assert [message["subject"] for message in sink.found(to=address)] == ["Uno", "Uno"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 422),
        (b'{"rules": [{"fault": "fire"}]}', 422),
        (b'{"rules": [{"fault": "close_421", "next": 0}]}', 422),
        (b'{"rules": [{"fault": "close_421", "when": 1}]}', 422),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(sink: MailSink, body: bytes, status: int) -> None:
    answer = sink.client.put("/api/faults", content=body)

    assert answer.status_code == status
    assert answer.json()["error"]["message"]


def test_messages_survive_a_kill_and_can_be_forgotten(tmp_path: Path, ports: PortPool) -> None:
    first = start(tmp_path, ports)
    first.send("Uno")
    stop(first)
    (tmp_path / "messages" / "000000099.eml").write_bytes(b"never acknowledged")
    second = start(tmp_path, ports)
    try:
        second.send("Dos")
        kept = [(message["id"], message["subject"]) for message in second.found()]
        second.client.delete("/api/messages")
        second.send("Tres")
        left = [(message["id"], message["subject"]) for message in second.found()]
    finally:
        stop(second)

    assert kept == [(2, "Dos"), (1, "Uno")]
    assert left == [(3, "Tres")]
    assert [path.name for path in (tmp_path / "messages").iterdir()] == ["000000003.eml"]


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(KEPT + 3):
        store.add("a@example.com", ["b@example.com"], b"Subject: %d\r\n\r\n" % number)

    assert store.count() == KEPT
    assert store.get(3) is None
    assert len(list((tmp_path / "messages").iterdir())) == KEPT
    store.close()
