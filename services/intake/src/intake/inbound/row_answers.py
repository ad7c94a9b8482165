"""What commands on a contact have in common: who may, the sign of life, and the row afterwards."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import Response
from pydantic import RootModel

from chassis.policies import Actor
from intake.application.ports import Transaction
from intake.application.views import ContactRow
from intake.inbound.desk_models import viewer
from intake.inbound.edge import Edge, EdgeTransaction, now

RowAnswer = RootModel[ContactRow]


async def row_after(
    edge: Edge,
    use_case: Callable[[Transaction], Awaitable[None]],
    contact_id: UUID,
    actor: Actor,
    permission: str,
) -> Response:
    """Do it and show the contact. Whatever its holder does renews their claim."""

    async def work(tx: EdgeTransaction) -> RowAnswer:
        await tx.contacts.admit(contact_id, actor, permission)
        await use_case(tx)
        await tx.leases.extend(contact_id, actor.account_id, now())
        row = await tx.desk.row(contact_id, actor)
        return RowAnswer(row.seen_by(viewer(actor)))

    return await edge.answer(200, work)
