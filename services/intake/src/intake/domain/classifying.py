"""What its holder says a contact is about."""

from intake.domain.claim import Operator
from intake.domain.contact import Contact
from intake.domain.events import ContactReasonChosen
from intake.domain.reasons import Reason, ReasonTree


def choose_reason(
    contact: Contact, reason: Reason, operator: Operator, reasons: ReasonTree
) -> None:
    """Of a contact's reasons this one counts, whatever its channel says later."""
    contact.require_holder(operator)
    if contact.chosen_reason != reason.code:
        before, now = reasons.category_of(contact.reason), reasons.category_of(reason.code)
        contact.chosen_reason = reason.code
        contact.tell(ContactReasonChosen(operator.id, reason.code, reason.label, now, before))
