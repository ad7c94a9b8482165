"""No mail is more work than its length, and all of it is kept (D02).

What is asserted is what is read and what is not: a reader that looks at these mails again and
again does not get to the end of this file.
"""

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis_testing.harness import Harness
from intake.domain.mail import Mail
from intake.inbound.mail_door import LARGEST
from intake.inbound.mail_html import text_of_html
from intake.inbound.mail_reader import Envelope, MailReader

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
READER = MailReader(b"a secret that signs addresses", frozenset())
HEAD = b"From: eva@evil.example\r\nSubject: x\r\nMessage-ID: <1@evil.example>\r\n"
NOT_READ = "(El mensaje no se pudo leer; está completo en el original.)"
FULL = LARGEST - 1_000


def read(raw: bytes) -> Mail:
    """As the door does."""
    return READER.read(raw, Envelope("email", "", "eva@evil.example"), NOW)


def filled(start: bytes, piece: bytes) -> bytes:
    """As large as a mail may be."""
    return HEAD + start + piece * ((FULL - len(HEAD) - len(start)) // len(piece))


def nested(depth: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    return opened + b"Content-Type: text/plain\r\n\r\nadentro\r\n"


TEXT = b"Content-Type: text/plain\r\n\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
REFUSED = {
    "lines": filled(TEXT, b"\n"),
    "lines of another kind": filled(TEXT, b"\r"),
    "lines in levels": filled(nested(100), b"una linea\r\n" * 10),
    "levels of mail in mail": filled(b"", b"Content-Type: message/rfc822\r\n\r\n"),
    "parts": filled(MIXED, b"--b\r\n\r\n" + b"y" * 1_000 + b"\r\n"),
    "parts under many headers": filled(
        b"X: 1\r\n" * 100_000 + MIXED, b"--b\r\n\r\n" + b"y" * 4_000 + b"\r\n"
    ),
    "paragraphs of a report": filled(
        b"Content-Type: message/delivery-status\r\n\r\n", b"A: b\r\n\r\n" + b"C: " + b"d" * 200
    ),
    "parameters": filled(b"Content-Type: text/plain", b";"),
    "parameters in quotes": filled(b'Content-Type: text/plain; a="', b";"),
    "parameters of a part": filled(MIXED + b"--b\r\nContent-Disposition: attachment", b';\r\n a="'),
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_is_too_much_to_read_is_kept_and_says_so(raw: bytes) -> None:
    mail = read(raw)

    assert (mail.text, mail.sender) == (NOT_READ, "eva@evil.example")
    assert mail.original == raw


PIECES = [
    "<a/", '<a b="', "<!--", "<script", "<script>", "<svg>", "</svg", "<", "<![", '<a">"', "&#",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_letter_in_html_is_read_once(piece: str) -> None:
    """Every start without an end, at the full size of a mail: its first words come out."""
    start = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hola"

    assert read(filled(start.encode(), piece.encode())).text.startswith("Hola")
    assert text_of_html("<p>Hola" + piece * (1_000_000 // len(piece))).startswith("Hola")


def test_what_is_read_is_bounded_over_all_parts() -> None:
    """Not each part for itself: of a hundred large ones the first are read."""
    part = b"--b\r\nContent-Type: text/html\r\n\r\n<p hidden='" + b"x" * 90_000 + b"'>%d<br>\r\n"

    assert read(HEAD + MIXED + b"".join(part % n for n in range(100))).text == "0\n1\n2\n3"


def test_a_text_in_letters_for_names_of_hosts_is_not_decoded() -> None:
    kind = b"Content-Type: text/plain; charset=Punycode\r\n\r\n"

    assert read(filled(kind, b"a" * 70 + b"-" + b"b" * 70 + b"\r\n")).text.startswith("aaaa")


def test_mail_of_people_is_within_the_bounds() -> None:
    """Ten megabytes of files, answers in answers, and reports on delivery that quote them."""
    kind = b"Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64"
    file = b"--b\r\n" + kind + b"\r\n\r\n"
    files = (file + (b"A" * 76 + b"\r\n") * 13_000) * 10
    report = b"--b\r\nContent-Type: message/delivery-status\r\n\r\nA: b\r\n\r\nC: d\r\n\r\n"
    mail = read(HEAD + MIXED + b"--b\r\n" + nested(15) + b"--b\r\n\r\nhola\r\n" + report + files)

    assert "adentro" in mail.text
    assert [each.name for each in mail.attachments].count("a.png") == 10


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>t</title><body><p>Hola</p>",
        "<html><head><title>t<body><p>Hola</p>",
        "<noscript><p>Hola</p>",
        "<noscript>Hola</noscript>",
        "<svg><p>Hola</p>",
        "<svg/>Hola<svg></svg>",
        "<template><p>Hola</p>",
        "<!-- <p>Hola</p>",
        '<p title="it\'s > <b>">Hola</p>',
        "<style>p > a {}</STYLE ><script>'<p>no</p>'</script>Hola",
    ],
)
def test_what_is_not_closed_hides_nothing(html: str) -> None:
    """D02: many ends are optional, and programs forget others."""
    assert text_of_html(html).endswith("Hola")
    assert "no" not in text_of_html(html)


async def test_a_hostile_mail_is_answered_and_kept_whole(
    intake: Harness[Any], mailroom: Any
) -> None:
    """D02: it is somebody's mail all the same."""
    code, _ = await mailroom.bring(HEAD + nested(100) + b"una linea\r\n" * 1_000)

    assert code == 250
    (row,) = await intake.rows("select text, length(original) as size from mail")
    assert row["text"] == NOT_READ
    assert row["size"] > 10_000
