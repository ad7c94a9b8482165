"""What its holder says a contact is about."""

from intake.domain.claim import Operator
from intake.domain.contact import Contact
from intake.domain.errors import ContactIsClosed, ContactIsNotYours
from intake.domain.events import ContactReasonChosen
from intake.domain.reasons import Reason
from intake.domain.words import State


def choose_reason(contact: Contact, reason: Reason, operator: Operator) -> None:
    """Of a contact's reasons this one counts, whatever its channel says later."""
    if contact.state is State.CLOSED:
        raise ContactIsClosed
    if contact.claim is None or contact.claim.holder.id != operator.id:
        raise ContactIsNotYours(contact.claim.holder.name if contact.claim else None)
    if contact.chosen_reason != reason.code:
        contact.chosen_reason = reason.code
        contact.tell(ContactReasonChosen(operator.id, reason.code, reason.label))
