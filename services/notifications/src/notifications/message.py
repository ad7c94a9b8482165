"""An e-mail as bytes on the wire: ASCII only, and exactly the headers that were meant."""

from collections.abc import Sequence
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any
from uuid import UUID

from notifications.emails import Email
from notifications.files import files_in
from notifications.letters import REPLY
from notifications.mail_safe import Mailbox

# By which readers put an answer beside what it answers, and where each of these is kept.
_THREADING = {"In-Reply-To": "in_reply_to", "References": "references", "Reply-To": "reply_to"}
_OF_IDS = frozenset({"In-Reply-To", "References"})


class _Wire(EmailPolicy):
    """Ids stay whole: where one is longer than a line, the package would write it in code."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name not in _OF_IDS:
            return super().fold_binary(name, value)
        lines = f"{self.linesep} ".join(value.split())
        return f"{name}: {lines}{self.linesep}".encode("ascii")


_WIRE = _Wire(linesep="\r\n")


class UnsafeMail(Exception):
    """What came out of the e-mail package is not what went in; it must not be sent."""


def message_id(email_id: UUID, sender: Mailbox) -> str:
    """The same for every attempt, so that readers can tell a repeated mail from a new one."""
    return f"<{email_id}@{sender.domain}>"


def wire_bytes(email: Email, sender: Mailbox, contents: Sequence[bytes] = ()) -> bytes:
    """The message, the same bytes at every attempt; `contents` are those of the files it names, in
    their order. Raises UnsafeMail."""
    try:
        message = _message(email, sender)
        _attach(message, email, contents)
        # Content headers set earlier would have moved into the first part.
        message["Content-Language"] = email.language
        raw = message.as_bytes()
    except (MessageError, ValueError) as error:
        raise UnsafeMail(f"the message cannot be written: {type(error).__name__}") from error
    _check(raw, list(message.keys()))
    return raw


def _message(email: Email, sender: Mailbox) -> EmailMessage:
    message = EmailMessage(policy=_WIRE)
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["To"] = Address(email.recipient_name, addr_spec=email.recipient or "")
    message["Subject"] = email.subject
    message["Date"] = email.created_at
    message["Message-ID"] = email.message_id
    for name, fact in _THREADING.items():
        if email.facts.get(fact):
            message[name] = str(email.facts[fact])
    if email.template != REPLY:
        # Out-of-office robots and other desks must not answer a robot.
        message["Auto-Submitted"] = "auto-generated"
    message.set_content(email.body_text, cte="quoted-printable")
    message.add_alternative(email.body_html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{email.id.hex}")
    return message


def _attach(message: EmailMessage, email: Email, contents: Sequence[bytes]) -> None:
    for file, content in zip(files_in(email.facts), contents, strict=True):
        main, _, sub = file.media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=file.name)
    if contents:
        message.set_boundary(f"=_{email.id.hex}-files")


def _check(raw: bytes, meant: list[str]) -> None:
    """Compare the header names in the bytes with those that were set.

    Some Python versions write a line break that hides in an encoded word (CVE-2024-6923).
    """
    head, _, _ = raw.partition(b"\r\n\r\n")
    lines = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    found = [line.partition(b":")[0].decode("ascii") for line in lines if line[:1] not in b" \t"]
    if found != meant:
        raise UnsafeMail("the headers are not the ones that were set")
