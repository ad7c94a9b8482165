"""What this service hears: the channels' own topic, customers, accounts, tickets and mails."""

from collections.abc import Callable, Sequence, Set
from functools import partial
from typing import Any, Self

from pydantic import model_validator

from chassis import accounts, api_keys, sessions
from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.access import ApiKeyChangedV1
from contracts.channels import (
    CallReportedV1,
    ChatReceivedV1,
    InquiryReceivedV1,
    InquiryReceivedV2,
)
from contracts.directory import AccountChangedV1, CustomerChangedV1, SessionEndedV1
from intake.application.keep_customers import keep_customers
from intake.application.leave_unheard import leave_unheard
from intake.application.ports import CustomerChange
from intake.application.receive_contacts import Report, receive_contacts
from intake.domain.channel_system import ChannelSystem
from intake.domain.customer import Customer, Service
from intake.domain.identity import national_id_of
from intake.domain.words import Channel
from intake.inbound.chat_reports import chat_subscriptions
from intake.inbound.edge import EdgeTransaction, now
from intake.inbound.mail_deliveries import mail_subscriptions
from intake.inbound.phones import names_a_phone
from intake.inbound.reports import Origin, Reports, believable, with_defaults
from intake.inbound.ticket_messages import ticket_subscriptions


class CallReported(CallReportedV1):
    """The contract with its rule: a call of nobody cannot be attended, so it is quarantined."""

    @model_validator(mode="after")
    def _names_its_caller(self) -> Self:
        if self.event == "new_call" and not names_a_phone(self.from_number):
            raise ValueError("a new call says in from_number who calls: a phone, or anonymous")
        return self


def subscriptions(reports: Reports, known: Set[str] = frozenset()) -> list[Handles[Any]]:
    """All handlers; each may hear the same event twice without harm, so none needs the inbox.
    `known` are the systems that have a topic of their own: nobody else speaks in their names."""
    on_calls = partial(_on_calls, reports.of_call, known)
    on_chats = partial(_on_contacts, Channel.CHAT, reports.of_chat, known)
    on_inquiries = partial(_on_contacts, Channel.INQUIRY, reports.of_inquiry, known)
    return [
        Handles(CallReported, on_calls, repeatable=True),
        Handles(ChatReceivedV1, on_chats, repeatable=True),
        Handles(InquiryReceivedV1, on_inquiries, repeatable=True),
        Handles(InquiryReceivedV2, on_inquiries, repeatable=True),
        *chat_subscriptions(),
        *mail_subscriptions(),
        Handles(AccountChangedV1, accounts.keep_all, repeatable=True),
        Handles(SessionEndedV1, sessions.keep_ended, repeatable=True),
        Handles(ApiKeyChangedV1, api_keys.keep_all, repeatable=True),
        Handles(CustomerChangedV1, on_customers, repeatable=True),
        *ticket_subscriptions(),
    ]


async def _on_calls(
    report_of: Callable[[Any, Origin], Report],
    known: Set[str],
    events: Sequence[Received[CallReported]],
    tx: EdgeTransaction,
) -> None:
    """Calls that operators make are no contacts."""
    incoming = [event for event in events if event.data.direction == "in"]
    await _on_contacts(Channel.CALL, report_of, known, incoming, tx)


async def _on_contacts(
    channel: Channel,
    report_of: Callable[[Any, Origin], Report],
    known: Set[str],
    events: Sequence[Received[Any]],
    tx: EdgeTransaction,
) -> None:
    """One handler for all channels: idempotent, for a contact is known by source and name."""
    at = now()
    reports = [
        report_of(event.data, Origin(event.source, believable(event.time, at), event.cause))
        for event in events
    ]
    if reports:
        systems = await tx.doors.now()
        if known:
            _fill_in(reports, [each for code, each in systems.by_code.items() if code in known])
        reception = await receive_contacts(channel, reports, at, tx)
        await leave_unheard(reception, systems, at, tx)


def _fill_in(reports: Sequence[Report], known: Sequence[ChannelSystem]) -> None:
    """What these systems leave to how they were registered."""
    systems = {system.code: system for system in known}
    for report in reports:
        system = systems.get(report.source)
        if system is not None and report.begins:
            report.facts = with_defaults(report.facts, system)


async def on_customers(events: Sequence[Received[CustomerChangedV1]], tx: EdgeTransaction) -> None:
    """Customers as they are now."""
    await keep_customers([_customer_change(event) for event in events], tx)


def _customer_change(event: Received[CustomerChangedV1]) -> CustomerChange:
    data = event.data
    cities = {contract.city for contract in data.contracts if contract.state != "ended"}
    customer = Customer(
        id=data.customer_id,
        number=data.number,
        name=data.name,
        national_id=national_id_of(data.national_id),
        phones=tuple(data.phones),
        emails=tuple(data.emails),
        cities=tuple(sorted(cities)),
        services=tuple(
            Service(each.contract_id, each.number, each.plan, each.state, each.address, each.city)
            for each in data.contracts
        ),
        merged_into=data.merged_into,
    )
    return CustomerChange(customer, event.sequence or 0, event.cause)
