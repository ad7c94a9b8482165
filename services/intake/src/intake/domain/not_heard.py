"""A contact that nobody is to attend: it is kept, and closed as it comes in."""

from datetime import datetime

from intake.domain.claim import Ending
from intake.domain.contact import Contact
from intake.domain.events import ContactStateChanged
from intake.domain.words import State

IGNORED = "ignored"
TEST = "test"


def close_unheard(contact: Contact, why: str, at: datetime) -> None:
    """Nothing happens to one that is closed, or that somebody has taken."""
    if contact.state is State.CLOSED or contact.claim is not None:
        return
    contact.ending = Ending(at, None, why)
    contact.tell(ContactStateChanged(State.CLOSED, why, at))
