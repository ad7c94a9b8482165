"""A call whose end no exchange ever told: it must not look for ever as if somebody spoke."""

from datetime import datetime

from intake.domain.contact import Contact
from intake.domain.facts import Facts
from intake.domain.lease import LONGEST_CONVERSATION
from intake.domain.words import Channel, State


def hear_the_end(contact: Contact, now: datetime) -> bool:
    """Take it that the call has ended after the longest conversation there is; False where it may
    still be in course. What the exchange says of it later is believed, being the earlier time."""
    ends = (contact.facts.answered_at or contact.received_at) + LONGEST_CONVERSATION
    if contact.channel is not Channel.CALL or contact.state is not State.LIVE or now < ends:
        return False
    contact.because = None
    return contact.learn(Facts(hung_up_at=ends), {})
