"""The parts of a mail: a text for people, and what else came with it.

Whatever somebody sends is read as far as it can be; nothing in it is a reason to lose it.
"""

import codecs
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from typing import NamedTuple

from intake.domain.mail import LONGEST_TEXT, Attachment
from intake.inbound.mail_html import text_of_html
from intake.inbound.texts import storable

_MOST_PARTS = 200
_MOST_ATTACHMENTS = 50
_LONGEST_HEADER = 4_000
# In all parts together.
_LONGEST_READ = 400_000
_HEADERS = frozenset(
    {
        "from", "subject", "message-id", "date", "in-reply-to", "references", "content-type",
        "auto-submitted", "x-autoreply", "x-autorespond", "x-auto-response-suppress",
        "precedence", "list-id",
    }
)  # fmt: skip
# Made for the names of hosts; a text in them takes the square of its length.
_NAMES_OF_HOSTS = frozenset({"punycode", "idna"})
_LONGEST_NAME = 200
_NO_LETTERS = frozenset('/\\<>":')
# What the standard library raises for what it cannot read; it says so nowhere.
UNREADABLE = (
    MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError
)  # fmt: skip


class Content(NamedTuple):
    """What a mail holds."""

    text: str
    attachments: tuple[Attachment, ...]


def content_of(message: Message) -> Content:
    """The plain text, else that of the HTML; and the rest by name."""
    texts: list[str] = []
    html: list[str] = []
    room = _LONGEST_READ
    others: list[Attachment] = []
    for number, part in enumerate(_leaves(message)):
        if number >= _MOST_PARTS:
            break
        kind, named = part.get_content_type(), _file_name(part)
        # Parts that were announced and never came: what is there is meant to be read.
        if kind.startswith("multipart/"):
            kind = "text/plain"
        if named is None and kind in ("text/plain", "text/html"):
            text = _text(part)[:room]
            room -= len(text)
            (texts if kind == "text/plain" else html).append(text)
        elif len(others) < _MOST_ATTACHMENTS:
            name = named or plain(kind[:_LONGEST_NAME]).replace("/", ".")
            others.append(Attachment(name, plain(kind[:_LONGEST_NAME]), len(_bytes(part))))
    text = "\n".join(filter(str.strip, texts)) or "\n".join(map(text_of_html, html))
    return Content(plain(text.strip())[: LONGEST_TEXT + 1], tuple(others))


def headers_of(message: Message) -> dict[str, str]:
    """Those that mean something to us, the first of each name, in plain letters and on one line;
    names in small letters."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        if (small := name.lower()) in _HEADERS and small not in found:
            found[small] = header(str(value))
    return found


def header(raw: str) -> str:
    """Some write what is not ASCII as it is, some as RFC 2047 wants it."""
    text = _decoded(raw[:_LONGEST_HEADER].encode("utf-8", "surrogateescape"), "utf-8")
    try:
        text = "".join(
            piece if isinstance(piece, str) else _decoded(piece, letters)
            for piece, letters in decode_header(text)
        )
    except UNREADABLE:
        return ""
    return plain(" ".join(text.split()))


def plain(text: str) -> str:
    """Letters that can be kept."""
    return storable(text.encode("utf-8", "replace").decode())


def _leaves(message: Message) -> Iterator[Message]:
    """Parts without parts, in their order; no mail is nested too deep for a list."""
    waiting: list[Message] = [message]
    while waiting:
        part = waiting.pop()
        below = part.get_payload() if part.is_multipart() else None
        if isinstance(below, list):
            waiting.extend(each for each in reversed(below) if isinstance(each, Message))
        else:
            yield part


def _file_name(part: Message) -> str | None:
    try:
        name, disposition = part.get_filename(), part.get_content_disposition()
    except UNREADABLE:
        return "?"
    if name is None and disposition != "attachment":
        return None
    letters = header(str(name or "?"))
    kept = "".join(each for each in letters if each.isprintable() and each not in _NO_LETTERS)
    return kept[-_LONGEST_NAME:].strip() or "?"


def _bytes(part: Message) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except UNREADABLE:
        return b""
    return raw if isinstance(raw, bytes) else b""


def _text(part: Message) -> str:
    try:
        letters = part.get_content_charset() or "utf-8"
        if codecs.lookup(letters).name in _NAMES_OF_HOSTS:
            letters = "latin-1"
    except UNREADABLE:
        letters = "utf-8"
    return _decoded(_bytes(part), letters)


def _decoded(raw: bytes, letters: str | None) -> str:
    try:
        return raw.decode(letters or "utf-8")
    except (LookupError, ValueError):
        return raw.decode("latin-1")
