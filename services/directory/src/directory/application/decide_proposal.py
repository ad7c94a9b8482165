"""Somebody who may change customers takes over what the desk proposes, or refuses it."""

from collections.abc import Callable
from uuid import UUID

from chassis.errors import OutOfDate
from directory.application.customer_ports import How
from directory.application.edit_customer import edit_customer
from directory.application.ports import Transaction
from directory.application.proposal_ports import Decider, ProposalView
from directory.domain.customer import Customer
from directory.domain.proposal import ProposalIsSettled, TakenOver, taken_over


async def approve_proposal(
    seen: ProposalView,
    form: Callable[[Customer, TakenOver], Customer],
    tx: Transaction,
    by: Decider,
) -> None:
    """An edit as any other: `form` checks it. Who was merged is the customer they are now."""
    known = await tx.customers.get(seen.customer_id)
    customer_id = known.merged_into or seen.customer_id
    version = (await tx.customers.get(customer_id)).version

    def change(customer: Customer) -> Customer:
        return form(customer, taken_over(customer, seen.proposed))

    how = How("proposal", by.id, by.name)
    await edit_customer(customer_id, version, change, how, tx)
    await tx.proposals.settle(seen, "approved", by, None)


async def open_proposal(
    customer_id: UUID, proposal_id: UUID, version: int, tx: Transaction
) -> ProposalView:
    """The proposal somebody decides on, held. NotFound, OutOfDate, ProposalIsSettled."""
    proposal = await tx.proposals.get(customer_id, proposal_id)
    if proposal.state != "open":
        raise ProposalIsSettled(
            "This proposal is settled.",
            state=proposal.state,
            decided_by=proposal.decided_by_name,
            decided_at=proposal.decided_at,
            reason=proposal.reason,
        )
    if proposal.version != version:
        detail = "The desk proposes something else by now."
        raise OutOfDate(detail, version=proposal.version, current=proposal)
    return proposal
