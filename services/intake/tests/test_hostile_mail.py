"""Mail that was made to break its reader: it is kept, and what can be read of it is read."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from uuid_utils.compat import uuid7

from intake.domain.mail import LONGEST_TEXT, Mail, contact_of_token, reply_token
from intake.inbound.mail_reader import Envelope, MailReader

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
READER = MailReader(b"a secret that signs addresses", frozenset())
HEAD = b"From: Ana <ana@example.com>\r\nSubject: Hola\r\nMessage-ID: <1@example.com>\r\n"


def read(raw: bytes) -> Mail:
    """As the door does."""
    return READER.read(raw, Envelope("email", "", "ana@example.com"), NOW)


def nested(depth: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\nadentro\r\n"


HOSTILE = {
    "nothing": b"",
    "no headers": b"\r\n\r\nhola",
    "NULs": b"From: a\x00b@example.com\r\nSubject: a\x00b\r\n\r\nhola\x00",
    "a header of 100 kB": HEAD + b"X-Long: " + b"x" * 100_000 + b"\r\n\r\nhola",
    "10,000 headers": HEAD + b"X-A: 1\r\n" * 10_000 + b"\r\nhola",
    "nested a hundred times": nested(100),
    "nested 5,000 times": nested(5_000),
    "an unknown charset": HEAD + b"Content-Type: text/plain; charset=x-none\r\n\r\nhola",
    "a charset that is no text": HEAD + b"Content-Type: text/plain; charset=hex\r\n\r\nhola",
    "a charset of NULs": HEAD + b'Content-Type: text/plain; charset="a\x00"\r\n\r\nhola',
    "broken base64": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n====!!aG9sYQ",
    "broken quoted": HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n=XX=\xff=",
    "an unknown encoding": HEAD + b"Content-Transfer-Encoding: x-none\r\n\r\nhola",
    "uuencode": HEAD + b"Content-Transfer-Encoding: uuencode\r\n\r\nbegin 644 ../../x\r\nzzzz",
    "a broken word": b"From: =?utf-8?b?!!!?= <a@example.com>\r\nSubject: =?x?q?=ZZ?=\r\n\r\nhola",
    "a date of no calendar": HEAD + b"Date: Mon, 99 Foo 99999 99:99:99 +9999\r\n\r\nhola",
    "a boundary that never comes": HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\nhola",
    "a multipart without boundary": HEAD + b"Content-Type: multipart/mixed\r\n\r\nhola",
    "a mail in a mail": HEAD + b"Content-Type: message/rfc822\r\n\r\n" + HEAD + b"\r\nadentro",
    "a name with a path": HEAD + b"Content-Disposition: attachment; filename=../../etc/x\r\n\r\nx",
    "a parameter in pieces": HEAD + b"Content-Type: text/plain; charset*0*=utf-8''%ZZ; charset*9=x"
    b"\r\n\r\nhola",
    "surrogates": b"From: \xed\xa0\x80@example.com\r\nSubject: \xff\xfe\r\n\r\n\xed\xa0\x80",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_whatever_comes_is_a_mail_that_can_be_kept(raw: bytes) -> None:
    """D02: the original is whole, what is read can be stored."""
    mail = read(raw)

    assert mail.original == raw
    assert mail.sent_at <= NOW
    for text in (mail.subject, mail.sender, mail.sender_name or "", mail.said):
        assert "\x00" not in text
        text.encode()
    assert all("/" not in each.name for each in mail.attachments)
    assert len(mail.said) <= LONGEST_TEXT
    assert read(raw).key == mail.key


def test_a_letter_in_html_becomes_its_words() -> None:
    message = EmailMessage()
    message["From"] = "ana@example.com"
    message.set_content(
        "<html><head><title>t</title><style>p{}</style></head><body><p>Hola&nbsp;a"
        "<script>alert(1)</script> <b>todos</b></p><!-- no --><img src=x onerror=y>"
        "<p>chau &lt;script&gt;</p></body></html>",
        subtype="html",
    )

    assert read(message.as_bytes()).text == "Hola a todos\n\nchau <script>"


def test_the_plain_text_goes_before_the_html_and_files_are_named() -> None:
    message = EmailMessage()
    message["From"] = "ana@example.com"
    message["Subject"] = "Factura"
    message.set_content("En texto: ñandú")
    message.add_alternative("<p>En HTML</p>", subtype="html")
    message.add_attachment(b"%PDF" * 10, maintype="application", subtype="pdf", filename="a.pdf")

    mail = read(message.as_bytes())

    assert mail.said == "Asunto: Factura\n\nEn texto: ñandú\n[Adjunto: a.pdf]"
    assert [(each.name, each.size) for each in mail.attachments] == [("a.pdf", 40)]


def test_raw_letters_in_headers_are_read_as_they_were_meant() -> None:
    raw = "From: José <jose@example.com>\r\nSubject: ¿Qué pasó?\r\n\r\nhola".encode()

    assert (read(raw).sender_name, read(raw).subject) == ("José", "¿Qué pasó?")
    assert read(raw.decode().encode("latin-1")).subject == "¿Qué pasó?"


def test_a_signed_address_names_one_contact_and_only_ours() -> None:
    """R02, security row 22: the whole signature counts."""
    contact_id, secret = uuid7(), b"one secret"
    token = reply_token(contact_id, secret)

    assert contact_of_token(token, secret) == contact_id
    assert contact_of_token(token.upper(), secret) == contact_id
    assert len(token) <= 64 - len("+") - 18
    for wrong in ("", token[:-1], token + "a", token[:-3] + "aaa", "é" * 45, token[::-1]):
        assert contact_of_token(wrong, secret) is None
    assert contact_of_token(token, b"another secret") is None
