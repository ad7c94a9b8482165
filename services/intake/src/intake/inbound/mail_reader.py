"""Bytes of a mail, as they came, made a mail of ours."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from uuid import UUID

from intake.domain.mail import Mail, contact_of_token, reply_token, why_aside
from intake.inbound.mail_bounds import is_readable
from intake.inbound.mail_parts import UNREADABLE, Content, content_of, headers_of
from intake.inbound.mail_sender import sender_of
from intake.inbound.reports import believable

_ID = re.compile(r"<[^<>\s]{1,250}>")
_MOST_ANSWERED = 50
_LONGEST_SUBJECT = 300
_LONGEST_HEAD = 200_000
_NOT_READ = "(El mensaje no se pudo leer; está completo en el original.)"


@dataclass(frozen=True, slots=True)
class Envelope:
    """How a mail was handed over: to which mailbox, with what behind the plus of its address."""

    system: str
    tag: str
    return_path: str


@dataclass(frozen=True, slots=True)
class MailReader:
    """Reads mail for those who have this secret and write from these addresses."""

    secret: bytes
    own: Collection[str]

    def read(self, raw: bytes, envelope: Envelope, now: datetime) -> Mail:
        """Always a mail, whatever the bytes are."""
        message, content = _opened(raw)
        headers = headers_of(message)
        name, sender = sender_of(message, envelope.return_path)
        small = {key: value.lower() for key, value in headers.items()}
        return Mail(
            key=_key(headers, sender, raw),
            system=envelope.system,
            message_id=_first(_ID.findall(headers.get("message-id", ""))),
            sender=sender,
            sender_name=name or None,
            subject=headers.get("subject", "")[:_LONGEST_SUBJECT],
            text=content.text,
            attachments=content.attachments,
            sent_at=believable(_sent_at(headers, now), now),
            answers=_answers(headers),
            reply_to_contact=self._contact(envelope.tag),
            aside=why_aside(small, envelope.return_path, sender, self.own),
            original=raw,
        )

    def reply_address(self, mailbox: str, contact_id: UUID) -> str:
        """Whoever writes there goes on with this contact."""
        local, _, domain = mailbox.rpartition("@")
        return f"{local}+{reply_token(contact_id, self.secret)}@{domain}"

    def _contact(self, tag: str) -> UUID | None:
        return contact_of_token(tag, self.secret) if tag else None


def _opened(raw: bytes) -> tuple[Message, Content]:
    if is_readable(raw):
        try:
            message = message_from_bytes(raw)
            return message, content_of(message)
        except UNREADABLE:
            pass
    return BytesHeaderParser().parsebytes(raw[:_LONGEST_HEAD]), Content(_NOT_READ, ())


def _key(headers: Mapping[str, str], sender: str, raw: bytes) -> str:
    """By its id and what stands beside it, since some programs give all their mail one id; by all
    of it where it has no id or no date. What servers on the way add changes nothing."""
    parts = [headers.get(name, "") for name in ("message-id", "date", "subject")]
    is_one = parts[0] and parts[1]
    body = b"" if is_one else re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[-1]
    told = "\n".join([sender, *parts]).encode()
    return f"mail:{hashlib.sha256(told + body).hexdigest()}"


def _answers(headers: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of mails it says it answers, the nearest first."""
    nearest = _ID.findall(headers.get("in-reply-to", ""))
    before = _ID.findall(headers.get("references", ""))
    return tuple(dict.fromkeys([*nearest, *reversed(before)]))[:_MOST_ANSWERED]


def _sent_at(headers: Mapping[str, str], now: datetime) -> datetime:
    try:
        sent = parsedate_to_datetime(headers["date"])
    except (*UNREADABLE, OverflowError):
        return now
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _first(found: Sequence[str]) -> str | None:
    return found[0] if found else None
