"""The transaction of `notifications`, and how an e-mail is put on its way in it."""

from dataclasses import dataclass
from uuid import UUID

from chassis.calls import request_call
from chassis.transactions import Tx
from contracts.notifications import EmailUnaddressedV1
from notifications.customers import Customer, Customers
from notifications.emails import UNADDRESSED, Draft, Email, Emails
from notifications.letters import Letters

CALL = "smtp"


@dataclass(frozen=True)
class Transaction:
    """The kernel's transaction and what this service keeps in it."""

    kernel: Tx
    letters: Letters
    emails: Emails
    customers: Customers

    @classmethod
    def of(cls, kernel: Tx, letters: Letters) -> "Transaction":
        """Around the kernel's own."""
        return cls(kernel, letters, Emails(kernel), Customers(kernel))

    async def send_once(self, draft: Draft) -> None:
        """Keep a new e-mail and have it sent, or tell that nobody's address is known; nothing is
        done with one that is kept already."""
        if not await self.emails.add(draft):
            return
        if draft.recipient:
            await self.put_on_its_way(draft.id)
        else:
            told = EmailUnaddressedV1(
                email_id=draft.id, template=draft.template, ticket_id=draft.ticket_id
            )
            self.kernel.emit(told, key=draft.id, version=UNADDRESSED)

    async def put_on_its_way(self, email_id: UUID, earlier_attempts: int = 0) -> None:
        """Have the e-mail sent once this transaction has committed."""
        await request_call(self.kernel, CALL, email_id, {"earlier_attempts": earlier_attempts})

    async def send_to(self, email: Email, recipient: str, customer: Customer) -> bool:
        """Write the letter anew from its facts and send it there; False if it needs no sending."""
        name = str(email.facts["name"])
        language = customer.language or email.language
        letter = self.letters.write(email.template, language, email.facts)
        if not await self.emails.send_to(email.id, recipient, name, letter):
            return False
        await self.put_on_its_way(email.id, email.attempts)
        return True
