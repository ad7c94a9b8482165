"""A contact as a row, and back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from intake.domain.claim import Claim, Ending, Operator, Release
from intake.domain.contact import Contact
from intake.domain.details import Details
from intake.domain.facts import Facts
from intake.domain.words import Channel
from intake.domain.work import Work

# What never changes, then what may.
NAMES = {
    "id": "uuid",
    "source": "text",
    "external_id": "text",
    "channel": "text",
    "accepted_at": "timestamptz",
}
FACTS = {
    "started_at": "timestamptz",
    "answered_at": "timestamptz",
    "answered_by": "text",
    "hung_up_at": "timestamptz",
    "cause": "text",
    "phone": "text",
    "line": "text",
    "queue": "text",
    "national_id": "text",
    "name": "text",
    "city": "text",
    "reason": "text",
    "email": "text",
    "customer_number": "text",
    "contract_number": "text",
}
DERIVED = {
    "version": "int",
    "state": "text",
    "screen": "text",
    "received_at": "timestamptz",
    "routed_to": "text",
}
CUSTOMER = {"customer_id": "uuid", "customer_name": "text", "customer_city": "text"}
HANDLING = {
    "linked_by": "uuid",
    "taken_by": "uuid",
    "taken_by_name": "text",
    "taken_at": "timestamptz",
    "finished_at": "timestamptz",
    "finished_by": "uuid",
    "outcome": "text",
    "chosen_reason": "text",
    "claim_expires_at": "timestamptz",
    "release": "jsonb",
    "edited_email": "text",
    "observations": "text",
    "edited_phone": "text",
    "address": "text",
    "contract_id": "uuid",
    "ticket_id": "uuid",
    "ticket_number": "bigint",
    "ticket_asked": "boolean",
    "derived_to": "text",
}
_DETAILS = ("edited_email", "observations", "edited_phone", "address")
NEW = NAMES | DERIVED | FACTS | CUSTOMER
CHANGING = DERIVED | FACTS | CUSTOMER | HANDLING
STORED = NAMES | CHANGING


def arrays(types: Iterable[str], first: int = 1) -> str:
    """Parameters for `unnest`, one array for each of these types."""
    return ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(types, first))


def new_values(contact: Contact) -> tuple[Any, ...]:
    """The values of NEW."""
    return (
        contact.id,
        contact.source,
        contact.external_id,
        contact.channel,
        contact.accepted_at,
        *_changed_by_channel(contact),
    )


def changing_values(contact: Contact) -> tuple[Any, ...]:
    """The values of CHANGING."""
    return (
        *_changed_by_channel(contact),
        contact.linked_by,
        *_claim(contact),
        *_ending(contact),
        contact.chosen_reason,
        contact.claim.until if contact.claim else None,
        _release(contact),
        *contact.details,
        *contact.work,
    )


def contact_of(row: asyncpg.Record) -> Contact:
    """The contact of a row with the columns of STORED; no rule is applied again."""
    claim = None
    if row["taken_by"] is not None:
        claim = Claim(
            Operator(row["taken_by"], row["taken_by_name"]),
            row["taken_at"],
            row["claim_expires_at"],
        )
    ending = None
    if row["finished_at"] is not None:
        ending = Ending(row["finished_at"], row["finished_by"], row["outcome"])
    return Contact(
        id=row["id"],
        source=row["source"],
        channel=Channel(row["channel"]),
        external_id=row["external_id"],
        accepted_at=row["accepted_at"],
        facts=Facts(*(row[name] for name in FACTS)),
        version=row["version"],
        customer_id=row["customer_id"],
        customer_name=row["customer_name"],
        customer_city=row["customer_city"],
        linked_by=row["linked_by"],
        claim=claim,
        release=release_of(row["release"]),
        details=Details(*(row[name] for name in _DETAILS)),
        ending=ending,
        chosen_reason=row["chosen_reason"],
        work=_work_of(row),
        routed_to=row["routed_to"],
    )


def _changed_by_channel(contact: Contact) -> tuple[Any, ...]:
    return (
        contact.version,
        contact.state,
        contact.screen,
        contact.received_at,
        contact.routed_to,
        *contact.facts,
        contact.customer_id,
        contact.customer_name,
        contact.customer_city,
    )


def _work_of(row: asyncpg.Record) -> Work:
    return Work(
        row["contract_id"],
        row["ticket_id"],
        row["ticket_number"],
        row["ticket_asked"],
        row["derived_to"],
    )


def _claim(contact: Contact) -> tuple[Any, ...]:
    claim = contact.claim
    return (claim.holder.id, claim.holder.name, claim.at) if claim else (None, None, None)


def _ending(contact: Contact) -> tuple[Any, ...]:
    ending = contact.ending
    return (ending.at, ending.by, ending.outcome) if ending else (None, None, None)


def _release(contact: Contact) -> str | None:
    return orjson.dumps(contact.release, default=str).decode() if contact.release else None


def release_of(stored: dict[str, Any] | None) -> Release | None:
    """How the last claim ended, as it is stored."""
    if stored is None:
        return None
    holder, by = _operator(stored["holder"]), stored["by"]
    return Release(
        holder,
        datetime.fromisoformat(stored["at"]),
        stored["reason"],
        _operator(by) if by else None,
        stored["note"],
    )


def _operator(stored: dict[str, Any]) -> Operator:
    return Operator(UUID(stored["id"]), stored["name"])
