"""What the desk proposes for customers."""

from collections.abc import Sequence

from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.proposals import ContactCustomerDataProposedV1
from directory.application.ports import Transaction
from directory.application.proposal_ports import Said
from directory.domain.proposal import Field, Proposed


async def on_proposed(
    events: Sequence[Received[ContactCustomerDataProposedV1]], tx: Transaction
) -> None:
    """The newest of a contact is all that it proposes."""
    for event in events:
        said = _said(event)
        if said.proposed:
            await tx.proposals.keep(said)
        else:
            await tx.proposals.withdraw(said.contact_id)


def _said(event: Received[ContactCustomerDataProposedV1]) -> Said:
    data = event.data
    fields: dict[Field, Proposed] = {}
    for name in ("phone", "email", "address"):
        if (text := getattr(data, name)) is not None:
            fields[name] = Proposed(text.new, text.old)
    who = (data.account_id, data.account_name)
    return Said(data.contact_id, data.customer_id, *who, event.time, fields)


HANDLES = (Handles(ContactCustomerDataProposedV1, on_proposed),)
