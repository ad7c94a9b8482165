"""Raw messages made readable. Whatever was sent can be shown: nothing here refuses."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser


@dataclass(frozen=True)
class Attachment:
    """A part that is neither the text nor the HTML of the message; `size` in bytes."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True)
class Letter:
    """A message taken apart."""

    headers: tuple[tuple[str, str], ...]
    text: str | None
    html: str | None
    attachments: tuple[Attachment, ...]


def subject_of(raw: bytes) -> str:
    """The subject, decoded; empty when there is none."""
    headers = BytesHeaderParser().parsebytes(raw)
    found = (value for name, value in _headers(headers) if name.lower() == "subject")
    return next(found, "")


def clean(text: str) -> str:
    """Without the half characters that some encodings let through and nothing else accepts."""
    return text.encode("utf-8", "replace").decode()


def read(raw: bytes) -> Letter:
    """Take a message apart; the first part of each kind is its text and its HTML."""
    message = message_from_bytes(raw)
    shown: dict[str, str] = {}
    attachments: list[Attachment] = []
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart():
            continue
        if kind in ("text/plain", "text/html") and kind not in shown and not part.get_filename():
            shown[kind] = _text(part)
        else:
            attachments.append(_attachment(part))
    return Letter(
        headers=tuple(_headers(message)),
        text=shown.get("text/plain"),
        html=shown.get("text/html"),
        attachments=tuple(attachments),
    )


def _attachment(part: Message) -> Attachment:
    name = _decoded(part.get_filename() or "")
    return Attachment(name, part.get_content_type(), len(_content(part)))


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    charset = part.get_content_charset("utf-8")
    try:
        return clean(_content(part).decode(charset, errors="replace"))
    except LookupError:
        return _content(part).decode("utf-8", errors="replace")


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    for name, value in message.raw_items():
        # Headers in plain UTF-8 arrive as escaped bytes.
        as_sent = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        yield name, _decoded(" ".join(as_sent.split()))


def _decoded(value: str) -> str:
    try:
        return clean(str(make_header(decode_header(value))))
    except (HeaderParseError, LookupError, ValueError):
        return value
