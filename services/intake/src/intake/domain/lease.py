"""A claim lasts for a time and is renewed: whoever vanishes does not keep a customer waiting."""

from datetime import datetime, timedelta

from intake.domain.claim import Operator, Release
from intake.domain.contact import Contact
from intake.domain.errors import ContactIsClosed
from intake.domain.events import ContactReturned
from intake.domain.words import Channel, State

# A call whose end is never reported would otherwise hold its contact for ever.
LONGEST_CONVERSATION = timedelta(hours=4)


def lease_end(contact: Contact) -> datetime | None:
    """When the claim ends by itself; None where there is no claim, or nothing to end.

    Not while somebody speaks with the caller: another operator could do nothing for them.
    """
    claim, answered_at = contact.claim, contact.facts.answered_at
    if claim is None or claim.until is None or contact.state is State.CLOSED:
        return None
    is_spoken_with = contact.channel is Channel.CALL and contact.state is State.LIVE
    if is_spoken_with and answered_at is not None:
        return max(claim.until, answered_at + LONGEST_CONVERSATION)
    return claim.until


def lapse(contact: Contact, now: datetime) -> bool:
    """Free a contact whose claim was not renewed in time; False if there is nothing to free.

    Every command does this first, so that it does not matter whether the timer was quicker.
    """
    end, claim = lease_end(contact), contact.claim
    if claim is None or end is None or now < end:
        return False
    contact.release = Release(claim.holder, end, "lease-expired")
    contact.hold(None, ContactReturned(claim.holder.id, "lease-expired"), now)
    return True


def require_claim(contact: Contact, operator: Operator) -> None:
    """Its holder, as long as it is not closed; raises ContactIsClosed, ContactIsNotYours,
    ClaimLapsed."""
    if contact.state is State.CLOSED:
        raise ContactIsClosed
    contact.require_holder(operator)
