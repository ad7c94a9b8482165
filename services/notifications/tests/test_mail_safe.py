"""Nothing a stranger wrote becomes a header, a recipient or a command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.mail_safe import address, body_text, header_text, mailbox

INJECTIONS = [
    "hi\r\nBcc: evil@x",
    "hi\nBcc: evil@x",
    "hi\rBcc: evil@x",
    "hi\x0bBcc: evil@x",
    "hi\x85Bcc: evil@x",
    "hi\u2028Bcc: evil@x",
    "=?utf-8?q?hi=0ABcc=3A_evil=40x?=",
    "=?utf-8?b?aGkKQmNjOiBldmlsQHg=?=",
    "=?UTF-8?Q?hi=0D=0ABcc=3A_evil=40x?=",
    "=?iso-8859-1?q?hi=0ABcc=3A_evil=40x?=",
    "=?x-unknown?q?hi=0ABcc=3A_evil=40x?=",
    "=?utf-7?q?hi+AAo-Bcc:_evil=40x?=",
    "=?utf-8*en?q?hi=0ABcc=3A_evil=40x?=",
    "=?utf-8?q?=3D=3Futf-8=3Fq=3Fhi=3D0ABcc=3D3A=5Fevil=3D40x=3F=3D?=",
    "=\x00?utf-8?q?hi=0ABcc=3A_evil=40x?=",
    "=\u200b?utf-8?q?hi=0ABcc=3A_evil=40x?=",
    "=?utf-8?q?hi?= =?utf-8?q?=0ABcc=3A_evil=40x?=",
    "=?utf-8?q?hi=0ABcc=3A_evil=40x?",
    "=?utf-8?b?%%%?=",
]


@pytest.mark.parametrize("raw", INJECTIONS)
def test_a_header_text_is_one_line_without_encoded_words(raw: str) -> None:
    safe = header_text(raw, 200)

    assert safe.isprintable()
    assert "=?" not in safe
    assert header_text(safe, 200) == safe


@given(st.text(alphabet="=?utf-8qQbB0AD_ \r\n\x00\u200bé", max_size=80))
def test_no_text_survives_as_more_than_a_line(raw: str) -> None:
    safe = header_text(raw, 60)

    assert "=?" not in safe
    assert not set(safe) & set("\r\n\x00")
    assert len(safe) <= 60


def test_words_are_decoded_before_control_characters_are_removed() -> None:
    assert header_text("=?utf-8?q?hi=0ABcc=3A_evil=40x?=", 200) == "hi Bcc: evil@x"
    assert header_text("=?utf-8?Q?Jos=C3=A9?= =?utf-8?Q?_N=C3=BA=C3=B1ez?=", 200) == "José Núñez"


def test_a_long_text_is_cut_and_says_so() -> None:
    assert header_text("a" * 500, 10) == "a" * 9 + "…"


def test_a_text_of_control_characters_is_empty() -> None:
    assert header_text("\r\n\x00\u202e", 10) == ""


def test_a_body_keeps_its_lines_and_nothing_else_that_controls() -> None:
    assert body_text("uno\r\ndos\rtres\u2028cuatro\x00\x1b[31m\u202e") == (
        "uno\ndos\ntres\ncuatro[31m"
    )


@pytest.mark.parametrize(
    "raw",
    ["jose@example.com", " a.b+c@sub.example.com.ar ", "o'neil@example.org", "x_1@a-b.co"],
)
def test_usual_addresses_are_used(raw: str) -> None:
    assert address(raw) == raw.strip()


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        "no tengo",
        "jose@localhost",
        "jose@example.com, evil@example.com",
        "jose@example.com\r\nBcc: evil@example.com",
        "jose@example.com>\nRCPT TO:<evil@example.com",
        "José <jose@example.com>",
        "<jose@example.com>",
        '"quoted local"@example.com',
        "jose@[127.0.0.1]",
        "jose@example..com",
        "=?utf-8?q?jose=0ABcc=3Ax?=@example.com",
        "jose@-example.com",
        "josé@example.com",
        f"{'a' * 65}@example.com",
        f"a@{'b' * 63}.{'c' * 63}.{'d' * 63}.{'e' * 63}.com",
        ".jose@example.com",
        "jose@@example.com",
    ],
)
def test_what_is_not_one_plain_address_is_none(raw: str | None) -> None:
    assert address(raw) is None


def test_a_sender_has_a_name_and_an_address() -> None:
    sender = mailbox("Fibra Sur <avisos@example.com>")

    assert (sender.name, sender.address, sender.domain) == (
        "Fibra Sur",
        "avisos@example.com",
        "example.com",
    )
    with pytest.raises(ValueError, match="Name <address>"):
        mailbox("nobody")
