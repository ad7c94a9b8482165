"""A mail to the desk, what it belongs to, and whether a person wrote it."""

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

LONGEST_TEXT = 20_000
FLOOD_OF = 30
FLOOD_WITHIN = timedelta(hours=1)
# The name is no longer than what still fits into the 64 characters of a local part, with a sign and
# a signature.
MAILBOX = r"^[a-z0-9._-]{1,18}@[a-z0-9.-]{1,200}$"

_SIGNATURE_BYTES = 12
_TOKEN_BYTES = 16 + _SIGNATURE_BYTES
_NUMBER = re.compile(r"\[#([1-9][0-9]{0,17})\]")
_ROBOTS = frozenset({"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply"})
_BULK = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})


class Aside(StrEnum):
    """Why a mail is kept aside instead of becoming a contact."""

    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    BULK = "bulk"
    OWN = "own"
    IGNORED = "ignored"
    FLOOD = "flood"


@dataclass(frozen=True, slots=True)
class Attachment:
    """What came with a mail; `size` in bytes. Its content stays in the mail as it came."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Mail:
    """`key` is the same whenever the same mail comes again, `system` the mailbox it came to.

    `answers` are the ids of mails it says it answers, the nearest first, and `reply_to_contact` is
    the contact whose signed address it was sent to. `sender` is in small letters, as it says.
    """

    key: str
    system: str
    message_id: str | None
    sender: str
    sender_name: str | None
    subject: str
    text: str
    attachments: tuple[Attachment, ...]
    sent_at: datetime
    answers: tuple[str, ...]
    reply_to_contact: UUID | None
    aside: Aside | None
    original: bytes

    @property
    def numbers(self) -> list[int]:
        """The numbers of contacts that its subject names, as we write them."""
        return [int(number) for number in _NUMBER.findall(self.subject)]

    @property
    def said(self) -> str:
        """What a person should read, subject and names of attachments too."""
        files = "".join(f"\n[Adjunto: {each.name}]" for each in self.attachments)
        text = f"Asunto: {self.subject}\n\n{self.text}" if self.subject else self.text
        room = LONGEST_TEXT - min(len(files), LONGEST_TEXT // 2)
        return (text if len(text) <= room else text[: room - 1] + "…") + files[: LONGEST_TEXT // 2]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an answer by mail goes, and what it goes on with: the mail with this id, and those it
    went on with, the oldest first. `number` is the contact's, `reply_to` its signed address."""

    to: str
    to_name: str | None
    subject: str
    number: int
    message_id: str | None
    references: tuple[str, ...]
    reply_to: str | None


def why_aside(
    headers: Mapping[str, str], return_path: str, sender: str, own: Collection[str]
) -> Aside | None:
    """Why no person waits for an answer to this mail, as far as it shows (RFC 3834, RFC 5230).

    `headers` have names and values in small letters; `own` are the addresses we write from.
    """
    if sender in own:
        return Aside.OWN
    if not return_path or headers.get("content-type", "").startswith("multipart/report"):
        return Aside.BOUNCE
    mark = headers.get("auto-submitted", "no").split(";")[0].strip()
    if mark != "no" or "x-autoreply" in headers or "x-autorespond" in headers:
        return Aside.AUTOMATIC
    if headers.get("x-auto-response-suppress", "none").strip() != "none":
        return Aside.AUTOMATIC
    if headers.get("precedence", "").strip() in _BULK or "list-id" in headers:
        return Aside.BULK
    return Aside.AUTOMATIC if sender.partition("@")[0] in _ROBOTS else None


def reply_token(contact_id: UUID, secret: bytes) -> str:
    """What stands behind the plus of an address to which answers about this contact go."""
    token = contact_id.bytes + _signature(contact_id, secret)
    return base64.b32encode(token).decode().rstrip("=").lower()


def contact_of_token(token: str, secret: bytes) -> UUID | None:
    """The contact, if the token is whole and ours; takes the same time whatever differs."""
    padding = "=" * (-len(token) % 8)
    try:
        raw = base64.b32decode(token.upper() + padding)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != _TOKEN_BYTES:
        return None
    contact_id = UUID(bytes=raw[:16])
    return contact_id if hmac.compare_digest(raw[16:], _signature(contact_id, secret)) else None


def _signature(contact_id: UUID, secret: bytes) -> bytes:
    return hmac.digest(secret, b"reply:" + contact_id.bytes, hashlib.sha256)[:_SIGNATURE_BYTES]
