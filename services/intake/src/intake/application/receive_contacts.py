"""Channels report contacts, one or hundreds at a time; every door ends here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from uuid_utils.compat import uuid7

from chassis.causes import Cause
from chassis.errors import ConcurrentUpdate
from intake.application.let_go import let_go_of_ticket
from intake.application.ports import Key, Transaction
from intake.application.propose_found import propose_found
from intake.domain.contact import Contact
from intake.domain.conversation import Line
from intake.domain.customer import Owners, owner_of
from intake.domain.facts import Facts
from intake.domain.reasons import ReasonTree
from intake.domain.words import Channel


@dataclass(slots=True)
class Report:
    """Something a channel says of one contact. Without a cause it follows from the request.

    `begins` is a guess: such a report is probably the first of its contact.
    """

    source: str
    external_id: str
    facts: Facts
    begins: bool = True
    lines: Sequence[Line] = ()
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Reception:
    """The contacts that were reported, and of which of them something was new."""

    contacts: Mapping[Key, Contact]
    news: Collection[Key]


async def receive_contacts(
    channel: Channel, reports: Sequence[Report], now: datetime, tx: Transaction
) -> Reception:
    """Keep what is new. The same reports in any order and number leave the same contacts."""
    _know_reasons(channel, reports, (await tx.rules.now()).reasons)
    keys = (key for report in reports for key in report.facts.owner_keys)
    owners = await tx.customers.owners_of(keys)
    _know_places(reports, owners)
    of_contact = _by_contact(reports)
    begun = {key for key, said in of_contact.items() if any(report.begins for report in said)}
    known = await tx.contacts.of_keys(channel, of_contact.keys() - begun)
    # In one order everywhere, so that two batches with the same contacts do not deadlock.
    unknown = sorted(of_contact.keys() - known.keys())
    drafts = {key: _draft(channel, of_contact[key], now, owners) for key in unknown}
    added = await tx.contacts.add(drafts)
    known |= await tx.contacts.of_keys(channel, drafts.keys() - added)
    if len(known) + len(added) != len(of_contact):
        raise ConcurrentUpdate("A contact appeared and went away again.")
    # Of those known, some began with a message that was quicker than its chat.
    everybody = known | {key: drafts[key] for key in added}
    # Chats and forms are told once; of a call each step may tell more of what the bot heard.
    keep = tx.conversations.grow if channel is Channel.CALL else tx.conversations.add
    await keep({each.id: _lines(channel, of_contact[key]) for key, each in everybody.items()})
    customers = {key: contact.customer_id for key, contact in known.items()}
    changed = {key for key, contact in known.items() if _learn(contact, of_contact[key], owners)}
    for key in sorted(changed):
        if customers[key] not in (None, known[key].customer_id):
            await let_go_of_ticket(known[key], tx)
    found = (known[key] for key in changed if customers[key] != known[key].customer_id)
    await propose_found(found, tx)
    await tx.contacts.save([known[key] for key in changed])
    return Reception(drafts | known, added | changed)


def _know_reasons(channel: Channel, reports: Sequence[Report], tree: ReasonTree) -> None:
    for report in reports:
        said = report.facts.reason
        if said is not None and (code := tree.code_of(said, channel)) != said:
            report.facts = report.facts._replace(reason=code)


def _know_places(reports: Sequence[Report], owners: Owners) -> None:
    # By each report alone, so that it does not matter which of a contact's comes first.
    for report in reports:
        if report.facts.city is None and report.facts.contract_number is None:
            continue
        owner = owner_of(report.facts, owners)
        if owner is not None:
            report.facts = owner.placed(report.facts)


def _by_contact(reports: Sequence[Report]) -> dict[Key, list[Report]]:
    found: dict[Key, list[Report]] = {}
    for report in reports:
        found.setdefault((report.source, report.external_id), []).append(report)
    return found


def _draft(channel: Channel, reports: Sequence[Report], now: datetime, owners: Owners) -> Contact:
    first = reports[0]
    contact = Contact(
        id=uuid7(),
        source=first.source,
        channel=channel,
        external_id=first.external_id,
        accepted_at=now,
        facts=first.facts,
        because=first.cause,
    )
    contact.receive(owners)
    _learn(contact, reports[1:], owners)
    return contact


def _lines(channel: Channel, reports: Sequence[Report]) -> Sequence[Line]:
    told = (report.lines for report in reports if report.lines)
    return max(told, key=len, default=()) if channel is Channel.CALL else next(told, ())


def _learn(contact: Contact, reports: Sequence[Report], owners: Owners) -> bool:
    learned = False
    for report in reports:
        contact.because = report.cause
        learned |= contact.learn(report.facts, owners)
    return learned
