"""It became known which of the customer's services a contact is about: its ticket learns it too."""

from dataclasses import dataclass, replace
from uuid import UUID

from tickets.application.contact_tickets import current_ticket
from tickets.application.identify_unit import fill_unit
from tickets.application.ports import Transaction
from tickets.domain.contact_work import know_service
from tickets.domain.people import Stamp
from tickets.domain.report import Service


@dataclass(frozen=True)
class KnowService:
    """This contact is about this service."""

    contact_id: UUID
    service: Service
    stamp: Stamp


async def know_service_of_contact(command: KnowService, tx: Transaction) -> None:
    """Nothing for a contact without a ticket: taking it later brings the service along. The ticket
    of several contacts keeps the service it is about."""
    ticket = await current_ticket(command.contact_id, tx)
    if ticket is None or (ticket.service and ticket.report.contact_id != command.contact_id):
        return
    know_service(ticket, await with_unit(command.service, tx), command.stamp)
    await fill_unit(ticket, command.stamp, tx)
    await tx.tickets.save(ticket)


async def with_unit(service: Service, tx: Transaction) -> Service:
    """The service with its unit, where it has just one."""
    return replace(service, unit_serial=await tx.book.only_unit(service.contract_id))
