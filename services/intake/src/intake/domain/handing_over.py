"""A claim ends, or becomes another operator's, and the contact goes on."""

from dataclasses import dataclass
from datetime import datetime

from intake.domain.claim import Claim, Operator, Release, ReleaseReason, not_held_by
from intake.domain.contact import Contact
from intake.domain.errors import ContactIsClosed, ContactIsNobodys
from intake.domain.events import ContactReturned, ContactTaken
from intake.domain.words import State


@dataclass(frozen=True, slots=True)
class Giver:
    """Who gives a contact away; `forced` lets them give away what others hold. `note` is for
    whoever attends it next."""

    operator: Operator
    forced: bool
    note: str | None = None


def give_back(contact: Contact, giver: Giver, now: datetime) -> None:
    """Let another attend it; nothing happens to one that nobody holds."""
    if contact.state is State.CLOSED:
        raise ContactIsClosed
    if contact.claim is not None:
        contact.hold(None, _release(contact, giver, now, "operator"), now)


def transfer(contact: Contact, claim: Claim, giver: Giver, told: ContactTaken) -> None:
    """From now on it is the colleague's, at first for a shorter time than if they had taken it.

    Held at once, not offered: in no moment does a customer have nobody, or two. A colleague who
    does not see it in time loses it by the lease, as anybody who vanishes does.
    """
    if contact.state is State.CLOSED:
        raise ContactIsClosed
    if contact.claim is None and giver.forced:
        raise ContactIsNobodys
    if contact.claim is not None and contact.claim.holder.id == claim.holder.id:
        return
    contact.tell(_release(contact, giver, claim.at, "transfer"))
    contact.hold(claim, told, claim.at)


def _release(
    contact: Contact, giver: Giver, now: datetime, reason: ReleaseReason
) -> ContactReturned:
    claim, operator = contact.claim, giver.operator
    if claim is None or (claim.holder.id != operator.id and not giver.forced):
        raise not_held_by(operator, claim, contact.release)
    if reason == "operator" and claim.holder.id != operator.id:
        reason = "supervisor"
    contact.release = Release(claim.holder, now, reason, operator, giver.note)
    return ContactReturned(claim.holder.id, reason, operator.id)
