"""What may happen after what: written down from the requirements, not taken from the services."""

from collections.abc import Mapping
from dataclasses import dataclass

NOTHING = ""
"""Before the first event."""


@dataclass(frozen=True)
class Rule:
    """From which states an event is possible, and where it leads: to `to`, or to what its field
    says; with neither it changes nothing."""

    after: frozenset[str]
    to: str | None = None
    field: str | None = None


Machine = Mapping[str, Rule]


def _rule(after: str, to: str | None = None, field: str | None = None) -> Rule:
    return Rule(frozenset(after.split("|")), to, field)


_ANY_TICKET = "registered|assigned|in_progress|finished|closed|cancelled"
_ANY_ORDER = "open|in_progress|reschedule|finished|cancelled"
_LIVE_ORDER = "open|in_progress|reschedule"

CONTACT: Machine = {
    "intake.contact-received.v1": _rule(NOTHING, field="state"),
    "intake.contact-state-changed.v1": _rule("live|open|closed", field="state"),
    "intake.contact-taken.v1": _rule("live|open"),
    "intake.contact-returned.v1": _rule("live|open"),
    "intake.contact-linked.v1": _rule("live|open|closed"),
    "intake.contact-updated.v1": _rule("live|open"),
    "intake.contact-finished.v1": _rule("live|open", "closed"),
}

CLAIM: Machine = {
    "intake.contact-received.v1": _rule(NOTHING, "free"),
    "intake.contact-taken.v1": _rule("free", "taken"),
    "intake.contact-returned.v1": _rule("taken", "free"),
    "intake.contact-updated.v1": _rule("taken"),
    "intake.contact-finished.v1": _rule("taken"),
}

TICKET: Machine = {
    "tickets.ticket-registered.v1": _rule(NOTHING, "registered"),
    "tickets.ticket-assigned.v1": _rule("registered|assigned|in_progress", "assigned"),
    "tickets.ticket-recategorized.v1": _rule("registered|assigned|in_progress"),
    "tickets.ticket-retitled.v1": _rule("registered|assigned|in_progress"),
    "tickets.ticket-started.v1": _rule("assigned", "in_progress"),
    "tickets.ticket-entry-added.v1": _rule(_ANY_TICKET),
    "tickets.ticket-customer-linked.v1": _rule(_ANY_TICKET),
    "tickets.ticket-finished.v1": _rule("assigned|in_progress", "finished"),
    "tickets.ticket-closed.v1": _rule("finished", "closed"),
    "tickets.ticket-reopened.v1": _rule("finished|closed", "in_progress"),
    "tickets.ticket-cancelled.v1": _rule("registered|assigned|in_progress", "cancelled"),
}

ORDER: Machine = {
    "orders.order-opened.v1": _rule(NOTHING, "open"),
    "orders.order-dispatch-requested.v1": _rule(_LIVE_ORDER),
    "orders.order-dispatched.v1": _rule(_ANY_ORDER),
    "orders.order-started.v1": _rule("open", "in_progress"),
    "orders.order-follow-up-added.v1": _rule(_ANY_ORDER),
    "orders.order-rescheduled.v1": _rule("open|in_progress", "reschedule"),
    "orders.order-slot-booked.v1": _rule("open|reschedule", "open"),
    "orders.order-returned.v1": _rule(_LIVE_ORDER, "open"),
    "orders.order-finished.v1": _rule(_LIVE_ORDER, "finished"),
    "orders.order-cancelled.v1": _rule(_LIVE_ORDER, "cancelled"),
}

_VISITED = "confirmed|delivered|en_route|on_site|rescheduled"

DISPATCH: Machine = {
    "bridge.dispatch-confirmed.v1": _rule(f"{NOTHING}|refused|rejected", "confirmed"),
    "bridge.dispatch-refused.v1": _rule(f"{NOTHING}|refused|rejected", "refused"),
    "bridge.visit-progressed.v1": _rule(_VISITED, field="milestone"),
    "bridge.follow-up-reported.v1": _rule(f"{_VISITED}|completed|rejected"),
    "bridge.visit-rescheduled.v1": _rule(_VISITED, "rescheduled"),
    "bridge.work-completed.v1": _rule(_VISITED, "completed"),
    "bridge.work-rejected.v1": _rule(_VISITED, "rejected"),
    "bridge.divergence-found.v1": _rule(f"{NOTHING}|{_VISITED}|completed|rejected|refused"),
}

EMAIL: Machine = {
    "notifications.email-sent.v1": _rule(f"{NOTHING}|failed", "sent"),
    "notifications.email-failed.v1": _rule(f"{NOTHING}|failed", "failed"),
}

CHAT: Machine = {
    "channels.reply-sent.v1": _rule(f"{NOTHING}|answered", "answered"),
    "channels.chat-closed.v1": _rule(f"{NOTHING}|answered", "over"),
}

MACHINES: Mapping[str, tuple[Machine, ...]] = {
    "intake.contacts": (CONTACT, CLAIM),
    "tickets.tickets": (TICKET,),
    "orders.orders": (ORDER,),
    "bridge.dispatches": (DISPATCH,),
    "notifications.emails": (EMAIL,),
    "channels.replies": (CHAT,),
    # Single requests and answers: there is no life that could be lived wrongly.
    "directory.letters": (),
    "directory.proposals": (),
    "directory.sessions": (),
    "privacy.answers": (),
    "privacy.exports": (),
}
"""Of every topic in which services tell what happened."""

UNNUMBERED = frozenset({
    "channels.chat-closed.v1",
    "channels.reply-sent.v1",
    "directory.proposal-decided.v1",
    "intake.message-progressed.v1",
    "intake.message-received.v1",
    "privacy.erasure-receipt.v1",
    "privacy.export-asked.v1",
    "privacy.export-part.v1",
    "privacy.export-receipt.v1",
    "tickets.survey-answered.v1",
    "tickets.survey-asked.v1",
})  # fmt: skip
"""What is said beside the life of a thing: no reader waits for the one before."""

NEVER: Mapping[str, frozenset[tuple[str, str]]] = {
    "intake.contact-state-changed.v1": frozenset({("closed", "live")}),
}
# A call that is over does not ring again; a chat is in course whenever somebody attends it.
NEVER_OF_CALLS: Mapping[str, frozenset[tuple[str, str]]] = {
    "intake.contact-state-changed.v1": frozenset({("open", "live")}),
}
