"""An e-mail on the wire has exactly the headers that were meant."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pytest

from notifications.emails import Email
from notifications.letters import Letters
from notifications.mail_safe import Mailbox
from notifications.message import UnsafeMail, message_id, wire_bytes

SENDER = Mailbox("Fibra Sur", "avisos@example.com")
EMAIL = Email(
    id=UUID(int=7),
    template="ticket-closed",
    ticket_id=None,
    ticket_number=4711,
    customer_id=None,
    facts={},
    recipient="jose@example.com",
    recipient_name="José Núñez",
    message_id=message_id(UUID(int=7), SENDER),
    language="es",
    subject="Cerramos su ticket N.º 4711: Sin señal",
    body_text="Hola José:\n.\nListo.\n",
    body_html="<p>Hola José</p>",
    state="waiting",
    attempts=0,
    last_error=None,
    last_attempt_at=None,
    created_at=datetime(2026, 11, 22, 12, 30, tzinfo=UTC),
    settled_at=None,
)


def test_a_message_says_who_to_whom_when_and_what() -> None:
    raw = wire_bytes(EMAIL, SENDER)
    read = message_from_bytes(raw, policy=default)

    assert raw.isascii()
    assert read["From"] == "Fibra Sur <avisos@example.com>"
    assert read["To"] == "José Núñez <jose@example.com>"
    assert read["Subject"] == EMAIL.subject
    assert read["Date"] == "Sun, 22 Nov 2026 12:30:00 +0000"
    assert read["Message-ID"] == f"<{UUID(int=7)}@example.com>"
    assert read["Auto-Submitted"] == "auto-generated"
    text = read.get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == EMAIL.body_text.splitlines()


def test_every_attempt_has_the_same_bytes() -> None:
    assert wire_bytes(EMAIL, SENDER) == wire_bytes(EMAIL, SENDER)


def test_long_names_and_domains_stay_one_header_each() -> None:
    sender = Mailbox("ñ" * 100, f"avisos@{'largo.' * 20}example.com")
    email = replace(
        EMAIL,
        recipient_name="á" * 100,
        subject="é" * 200,
        message_id=message_id(EMAIL.id, sender),
    )

    read = message_from_bytes(wire_bytes(email, sender), policy=default)

    assert read["Message-ID"] == email.message_id
    assert read["Subject"] == email.subject


@pytest.mark.parametrize("field", ["subject", "recipient_name"])
def test_a_header_hidden_in_an_encoded_word_is_never_sent(field: str) -> None:
    """CVE-2024-6923: patched versions keep it encoded, older ones would write two headers."""
    hidden = replace(EMAIL, **{field: "=?utf-8?q?hi=0ABcc=3A_evil=40x?="})  # type: ignore[arg-type]

    try:
        raw = wire_bytes(hidden, SENDER)
    except UnsafeMail:
        raw = b""

    assert not re.search(rb"[\r\n]Bcc:", raw)


@pytest.mark.parametrize(
    ("language", "hello"), [("es", "Hola"), ("pt-BR", "Olá"), ("en", "Hello"), ("qu", "Hola")]
)
def test_letters_are_in_the_customers_language(language: str, hello: str) -> None:
    facts = {"number": 1, "title": "t", "closing_text": "Listo.", "name": "Ana"}

    letter = Letters("Fibra Sur").write("ticket-closed", language, facts)

    assert letter.text.startswith(f"{hello} Ana,")
    assert f"{hello} Ana," in letter.html
    assert "Listo." in letter.text


def test_a_letter_without_name_or_closing_text_is_whole() -> None:
    facts = {"number": 1, "title": "t", "closing_text": "", "name": ""}

    letter = Letters("Fibra Sur").write("ticket-closed", None, facts)

    assert letter.text.startswith("Hola,")
    assert "Detalle" not in letter.text + letter.html
