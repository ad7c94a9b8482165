"""Telling a person all that is known of them, and forgetting them: asked here, done everywhere."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel

from chassis import audit
from chassis.audit import audited
from chassis.http import begin
from chassis.policies import Actor, needs
from chassis.step_up import STEP_UP
from directory.application.ports import Begin
from directory.application.privacy_ports import Asking, PrivacyRequestView, ToldView
from directory.inbound.edge import Edge, EdgeTransaction
from directory.settings import Settings

router = APIRouter(prefix="/api/v1", tags=["privacy"])

BeginTx = Annotated[Begin, Depends(begin)]
_AUDITED = {"export": "customers.export", "erasure": "customers.erase"}
Exporter = Annotated[Actor, needs("customers.export")]
Eraser = Annotated[Actor, needs("customers.erase")]
# After the policy: whoever may not do this need not prove who they are.
Freshly = Annotated[None, STEP_UP]


class Asked(BaseModel):
    """What was begun; look at it until it is done."""

    request: PrivacyRequestView


class Told(BaseModel):
    """All that the services have told so far."""

    request: PrivacyRequestView
    items: list[ToldView]


async def _asked(
    what: Literal["export", "erasure"], customer_id: UUID, request: Request, actor: Actor,
    edge: Edge,
) -> Response:  # fmt: skip
    settings: Settings = request.app.state.settings
    days = settings.export_days if what == "export" else settings.erasure_days

    async def work(tx: EdgeTransaction) -> Asked:
        asking = Asking(what, customer_id, actor.account_id, actor.name, days)
        asked = await tx.privacy.request(await tx.privacy.ask(asking))
        await audit.append(tx.kernel, _AUDITED[what], str(customer_id))
        return Asked(request=asked)

    return await edge.answer(202, work)


@router.post("/customers/{customer_id}/export", status_code=202, response_model=Asked)
async def export(
    customer_id: UUID, request: Request, actor: Exporter, _: Freshly, edge: Edge
) -> Response:
    """Gather what every service knows of a person. It can be read until it is forgotten again."""
    return await _asked("export", customer_id, request, actor, edge)


@router.post("/customers/{customer_id}/erase", status_code=202, response_model=Asked)
async def erase(
    customer_id: UUID, request: Request, actor: Eraser, _: Freshly, edge: Edge
) -> Response:
    """Forget a person everywhere, for good: nothing undoes it, and no import brings them back."""
    return await _asked("erasure", customer_id, request, actor, edge)


@router.get("/privacy-requests/{request_id}")
async def show(
    request_id: UUID, _: Annotated[Actor, needs("customers.read")], begin: BeginTx
) -> PrivacyRequestView:
    """How far it is: a receipt of each service, who is missing, and the deadline."""
    async with begin() as tx:
        return await tx.privacy.request(request_id)


@router.get(
    "/privacy-requests/{request_id}/export",
    dependencies=[audited("customers.export-read")],
)
async def read_export(request_id: UUID, _: Exporter, __: Freshly, begin: BeginTx) -> Told:
    """What was gathered, by service and table; complete when the request is done."""
    async with begin() as tx:
        return Told(
            request=await tx.privacy.request(request_id), items=await tx.privacy.told(request_id)
        )
