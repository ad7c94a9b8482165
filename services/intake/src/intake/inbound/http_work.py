"""The ticket and the service of a contact: chosen, and handed over."""

from functools import partial
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from chassis.policies import Actor, needs
from intake.application.choose_service import choose_service
from intake.application.choose_ticket import TicketChoice, choose_ticket
from intake.application.derive_contact import derive_contact
from intake.application.views import ContactRow
from intake.domain.ticket_choice import Handover
from intake.inbound.desk_models import Linker, operator
from intake.inbound.edge import Edge, now
from intake.inbound.row_answers import row_after

router = APIRouter(prefix="/api/v1/contacts", tags=["desk"])

Deriver = Annotated[Actor, needs("contacts.derive")]
_LINE = r"^[^\x00-\x1f\x7f]*$"


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class TicketOfContact(_Body):
    """A pending ticket of this customer, or the reason for a new one."""

    model_config = ConfigDict(
        **_Body.model_config,
        json_schema_extra={"examples": [{"reason": "Sin servicio desde ayer"}]},
    )

    ticket_id: UUID | None = None
    reason: Annotated[str, Field(min_length=1, max_length=300, pattern=_LINE)] | None = None

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if self.ticket_id is None and self.reason is None:
            raise ValueError("name a ticket_id, or the reason for a new ticket")
        return self


class ServiceOfContact(_Body):
    """One of the customer's contracts."""

    contract_id: UUID


class Derivation(_Body):
    """To which area, and what it should know."""

    area: Annotated[str, Field(min_length=1, max_length=60, pattern=_LINE)]
    note: Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"^[^\x00]*$")]


@router.post("/{contact_id}/ticket", response_model=ContactRow)
async def ticket(contact_id: UUID, body: TicketOfContact, actor: Linker, edge: Edge) -> Response:
    """Say which ticket it belongs to: one the customer has, which gets one more event, or a new
    one. What taking the contact had opened is then cancelled as a duplicate. For its holder."""
    choice = TicketChoice(body.ticket_id, body.reason, operator(actor), actor)
    use_case = partial(choose_ticket, contact_id, choice, now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.link")


@router.post("/{contact_id}/service", response_model=ContactRow)
async def service(contact_id: UUID, body: ServiceOfContact, actor: Linker, edge: Edge) -> Response:
    """Say which of the customer's services it is about; the row shows the city of that one. For its
    holder, or anybody while it waits for one."""
    use_case = partial(choose_service, contact_id, body.contract_id, operator(actor), now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.link")


@router.post("/{contact_id}/derive", response_model=ContactRow)
async def hand_to_area(contact_id: UUID, body: Derivation, actor: Deriver, edge: Edge) -> Response:
    """Its ticket goes to another area, and the contact ends with the outcome `derived`. For its
    holder."""
    handover = Handover(body.area, body.note)
    use_case = partial(derive_contact, contact_id, handover, operator(actor), now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.derive")
