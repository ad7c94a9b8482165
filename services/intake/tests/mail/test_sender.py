"""Who a mail is of is what others have checked, never what is written around it (R02)."""

from datetime import UTC, datetime

import pytest

from intake.domain.mail import Mail
from intake.inbound.mail_reader import Envelope, MailReader

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
READER = MailReader(b"a secret that signs addresses", frozenset())
VICTIM = "victim@corp.com"


def read(head: bytes, body: bytes = b"hola") -> Mail:
    """As the door does, of a mail that was sent by an attacker's server."""
    raw = head + b"\r\nSubject: x\r\n\r\n" + body
    return READER.read(raw, Envelope("email", "", "bounce@x.com"), NOW)


@pytest.mark.parametrize(
    ("field", "name", "address"),
    [
        ("=?utf-8?q?victim=40corp.com=2C?= <attacker@x.com>", "victim@corp.com,", "attacker@x.com"),
        ("=?utf-8?b?dmljdGltQGNvcnAuY29t?= <attacker@x.com>", VICTIM, "attacker@x.com"),
        ('"victim@corp.com" <attacker@x.com>', VICTIM, "attacker@x.com"),
        ('"A, B <victim@corp.com>" <attacker@x.com>', "A, B <victim@corp.com>", "attacker@x.com"),
        ("attacker@x.com (victim@corp.com)", VICTIM, "attacker@x.com"),
        ("=?utf-8?q?Luc=C3=ADa?= <Lucia@Example.com>", "Lucía", "lucia@example.com"),
        ("Fernández, Lucía <lucia@example.com>", "Lucía", "lucia@example.com"),
    ],
)
def test_an_address_is_never_read_out_of_a_name(field: str, name: str, address: str) -> None:
    """R02: words are decoded after the address was found, and in names alone."""
    mail = read(f"From: {field}".encode())

    assert (mail.sender, mail.sender_name) == (address, name)


@pytest.mark.parametrize(
    "head",
    [
        b"From: victim@corp.com, attacker@x.com",
        b"From: Ana <victim@corp.com>, Eva <attacker@x.com>",
        b"From: victim@corp.com <attacker@x.com>",
        b"From: victim@corp.com)attacker@x.com",
        b"From: victim@corp.com\r\nFrom: attacker@x.com",
        b"From: attacker@x.com\r\nfrom: victim@corp.com",
        b"From: " + b"(" * 1_500 + b" victim@corp.com",
        b"From: victim@corp.com" + b" " * 5_000 + b"<attacker@x.com>",
    ],
)
def test_of_several_addresses_it_is_none(head: bytes) -> None:
    """R02: nobody has checked which of them it is."""
    assert read(head).sender == ""


def test_a_mail_of_nobody_is_of_whom_it_was_sent_from() -> None:
    assert read(b"From: Eva").sender == "bounce@x.com"


def test_without_a_date_an_id_alone_does_not_make_mail_the_same() -> None:
    """D02: some programs give all their mail one id and no date, and nothing of it is lost."""
    head = b"From: form@example.com\r\nMessage-ID: <form@example.com>"
    dated = head + b"\r\nDate: Fri, 20 Nov 2026 09:00:00 -0300"

    assert read(head, b"uno").key != read(head, b"dos").key
    assert read(head, b"uno").key == read(b"Received: x\r\n" + head, b"uno").key
    assert read(dated, b"uno").key == read(dated, b"uno, by a list").key
