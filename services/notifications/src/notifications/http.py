"""E-mails for people: what was written to whom, and what became of it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict

from chassis.errors import Conflict
from chassis.http import begin
from chassis.idempotency import IdempotentPost
from chassis.pages import After, Limit, Page, moment, page_of, position_of
from chassis.policies import Actor, needs
from notifications.customers import Customer
from notifications.letters import REPLY
from notifications.listing import Position, list_emails, seen_email
from notifications.transaction import Transaction

router = APIRouter(prefix="/api/v1/emails", tags=["e-mails"])

State = Literal["waiting", "sent", "undeliverable", "no-address"]
Begin = Annotated[Callable[[], AbstractAsyncContextManager[Transaction]], Depends(begin)]
Reader = Annotated[Actor, needs("emails.read")]
Repairer = Annotated[Actor, needs("kernel.repair")]


class EmailSummary(BaseModel):
    """One e-mail. `last_error` is the mail server's last refusal, in its own words."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    template: str
    state: State
    ticket_id: UUID | None
    ticket_number: int | None
    customer_id: UUID | None
    recipient: str | None
    recipient_name: str
    subject: str
    language: str
    attempts: int
    last_error: str | None
    last_attempt_at: datetime | None
    created_at: datetime
    settled_at: datetime | None


class EmailDetail(EmailSummary):
    """With what it says; both bodies say the same."""

    message_id: str
    body_text: str
    body_html: str


@router.get("")
async def list_(
    actor: Reader,
    begin: Begin,
    state: State | None = None,
    ticket_id: UUID | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[EmailSummary]:
    """E-mails, the newest first."""
    position: Position | None = position_of(after, moment, UUID)
    async with begin() as tx:
        rows = await list_emails(tx.kernel, actor, state, ticket_id, position, limit + 1)
    found = [EmailSummary(**row) for row in rows]
    return page_of(found, limit, lambda row: [row.created_at.isoformat(), row.id])


@router.get("/{email_id}")
async def show(email_id: UUID, actor: Reader, begin: Begin) -> EmailDetail:
    """One e-mail with its text."""
    async with begin() as tx:
        return EmailDetail.model_validate(await seen_email(tx.kernel, actor, email_id))


@router.post("/{email_id}/retry", status_code=202)
async def retry(email_id: UUID, actor: Repairer, begin: Begin, once: IdempotentPost) -> Response:
    """Try an undeliverable e-mail again, at the address the customer has now.

    An e-mail that had no address goes out too, if there is one by now.
    """
    async with begin() as tx:
        return await once.answer(tx.kernel, 202, lambda: _retry(actor, email_id, tx))


async def _retry(actor: Actor, email_id: UUID, tx: Transaction) -> EmailDetail:
    email = await seen_email(tx.kernel, actor, email_id)
    if email.secret_until is not None:
        raise Conflict("Its link is gone; another letter has to be asked for.", code="link-is-gone")
    if email.template == REPLY:
        raise Conflict("Whoever wrote it was told, and answers again.", code="answer-again")
    known = await tx.customers.lock([email.customer_id] if email.customer_id else [])
    customer = next(iter(known.values()), Customer())
    recipient = customer.address or email.recipient
    if not recipient:
        raise Conflict("No address of this customer is known.", code="no-address")
    if not await tx.send_to(email, recipient, customer):
        raise Conflict(f"The e-mail is {email.state}.", code="email-is-not-undeliverable")
    return EmailDetail.model_validate(await tx.emails.find(email_id))
