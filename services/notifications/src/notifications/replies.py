"""What operators answer to mails of customers goes out as mail (R02)."""

import re
from collections.abc import Awaitable, Callable, Sequence

from chassis.cloudevents import Received
from contracts.replies import MailThread, ReplySentV1
from notifications.emails import Draft
from notifications.files import file_of
from notifications.letters import REPLY
from notifications.mail_safe import LONGEST_NAME, Mailbox, address, body_text, header_text
from notifications.message import message_id
from notifications.transaction import Transaction

_LONGEST_SUBJECT = 150
_LONGEST_TEXT = 20_000
_MOST_REFERENCES = 20

# Nothing that is no id gets into a header.
_ID = re.compile(r"<[!-;=?-~]{1,250}>")
_ANSWERED = re.compile(r"(?:re|rv|fw|fwd)\s*:\s*", re.IGNORECASE)

Handler = Callable[[Sequence[Received[ReplySentV1]], Transaction], Awaitable[None]]


def on_reply_sent(sender: Mailbox) -> Handler:
    """One answer is one e-mail, with the answer's own id; what goes out elsewhere is not ours."""

    async def handle(events: Sequence[Received[ReplySentV1]], tx: Transaction) -> None:
        for event in tx.kernel.each(events):
            if event.data.mail is not None:
                await tx.send_once(await _draft(event.data, event.data.mail, sender, tx))

    return handle


async def _draft(reply: ReplySentV1, mail: MailThread, sender: Mailbox, tx: Transaction) -> Draft:
    recipient = address(mail.to)
    # Without an address it is told as failed: one learnt later is not where they wrote from.
    customer_id = mail.customer_id if recipient else None
    known = await tx.customers.lock([customer_id] if customer_id else [])
    language = next((customer.language for customer in known.values()), None)
    facts = _facts(reply, mail)
    return Draft(
        id=reply.message_id,
        template=REPLY,
        ticket_id=None,
        ticket_number=None,
        customer_id=customer_id,
        facts=facts,
        recipient=recipient,
        recipient_name=str(facts["name"]),
        message_id=message_id(reply.message_id, sender),
        letter=tx.letters.write(REPLY, language, facts),
    )


def _facts(reply: ReplySentV1, mail: MailThread) -> dict[str, object]:
    references = [each for each in mail.references if _ID.fullmatch(each)]
    is_known = _ID.fullmatch(mail.message_id or "")
    return {
        "name": header_text(mail.to_name or "", LONGEST_NAME),
        "about": _about(mail),
        "text": body_text(reply.text)[:_LONGEST_TEXT].strip(),
        "author": header_text(reply.author_name, LONGEST_NAME),
        "in_reply_to": mail.message_id if is_known else None,
        "references": " ".join(references[-_MOST_REFERENCES:]),
        "reply_to": address(mail.reply_to),
        "files": [file_of(each).fact for each in reply.attachments],
    }


def _about(mail: MailThread) -> str:
    """The subject, and the contact's number, by which an answer without ids finds back."""
    number = f"[#{mail.number}]"
    subject = header_text(mail.subject, _LONGEST_SUBJECT).replace(number, "").strip()
    while (mark := _ANSWERED.match(subject)) is not None:
        subject = subject[mark.end() :]
    return f"{subject} {number}".strip()
