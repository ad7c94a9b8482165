"""Which queue a contact waits in follows from what is known of it, until somebody takes it."""

from intake.domain.contact import Contact
from intake.domain.queues import Routes
from intake.domain.reasons import ReasonTree
from intake.domain.words import State


def route(contact: Contact, routes: Routes, reasons: ReasonTree) -> None:
    """Who is attended, or done with, stays where they are."""
    if contact.routed_to is not None and (
        contact.claim is not None or contact.state is State.CLOSED
    ):
        return
    reason = reasons.by_code.get(contact.reason or "")
    contact.routed_to = routes.queue_of(
        contact.channel, contact.city, reason.areas if reason else ()
    )
