"""What happens to contacts, as far as it makes or ends call-backs: a few statements for a batch,
and none for a batch in which no call was missed and nobody got through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.database import Driver
from intake.application.desk_rules import DeskRules
from intake.domain.call_backs import due_after, got_through, was_finished, was_missed
from intake.domain.contact import Contact
from intake.domain.schedules import Place

_NEW = """
select id from unnest($1::uuid[]) as x(id)
where not exists (select from missed_call m where m.contact_id = x.id)
"""

# In the order of phones everywhere, so that two batches cannot deadlock.
_JOIN = """
insert into call_back as b (id, phone, customer_id, queue, contact_id, missed, first_missed_at,
  last_missed_at, due_at, state, attempts)
select x.id, x.phone, x.customer_id, x.queue, x.contact_id, x.missed, x.first_at, x.last_at,
  x.due_at, 'open', 0
from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::int[],
  $7::timestamptz[], $8::timestamptz[], $9::timestamptz[])
  as x(id, phone, customer_id, queue, contact_id, missed, first_at, last_at, due_at)
order by x.phone
on conflict (phone) where state = 'open' do update set missed = b.missed + excluded.missed,
  customer_id = coalesce(excluded.customer_id, b.customer_id), contact_id = excluded.contact_id,
  first_missed_at = least(b.first_missed_at, excluded.first_missed_at),
  last_missed_at = greatest(b.last_missed_at, excluded.last_missed_at)
returning id, phone
"""

_NOTE = """
insert into missed_call (contact_id, call_back_id)
select * from unnest($1::uuid[], $2::uuid[])
"""

_CLEAR = """
update call_back set state = 'cleared', settled_at = now() where id in (
  select b.id from call_back b where b.state = 'open'
    and (b.phone = any($1::text[]) or b.customer_id = any($2::uuid[]))
    and not exists (
      select from missed_call m where m.call_back_id = b.id and m.contact_id = any($3::uuid[]))
  order by b.phone for update)
"""

_DONE = """
update call_back set state = 'done', last_outcome = 'reached', settled_at = now() where id in (
  select b.id from call_back b where b.state = 'open' and b.id in (
    select m.call_back_id from missed_call m where m.contact_id = any($1::uuid[]))
  order by b.phone for update)
"""


@dataclass(slots=True)
class _Caller:
    phone: str
    customer_id: UUID | None
    queue: str
    contact_id: UUID
    missed: int
    first_at: datetime
    last_at: datetime
    due_at: datetime


async def follow_calls(connection: Driver, saved: Sequence[Contact], rules: DeskRules) -> None:
    """In the transaction that saved these contacts, before their news is told."""
    missed = [contact for contact in saved if was_missed(contact)]
    reached = [contact for contact in saved if got_through(contact)]
    if missed:
        await _open(connection, missed, rules)
    if reached:
        phones = [c.facts.phone for c in reached if c.facts.phone]
        customers = [c.customer_id for c in reached if c.customer_id]
        await connection.execute(_CLEAR, phones, customers, [c.id for c in reached])
    if finished := was_finished(saved):
        await connection.execute(_DONE, finished)


async def _open(connection: Driver, missed: Sequence[Contact], rules: DeskRules) -> None:
    rows = await connection.fetch(_NEW, [contact.id for contact in missed])
    new = {row["id"] for row in rows}
    callers: dict[str, _Caller] = {}
    joined: list[tuple[UUID, str]] = []
    for contact in missed:
        caller = _caller(contact, rules) if contact.id in new else None
        if caller is not None:
            _join(callers, caller)
            joined.append((contact.id, caller.phone))
    if joined:
        rows = await connection.fetch(_JOIN, *_columns(callers))
        ids = {row["phone"]: row["id"] for row in rows}
        await connection.execute(
            _NOTE, [each for each, _ in joined], [ids[phone] for _, phone in joined]
        )


def _caller(contact: Contact, rules: DeskRules) -> _Caller | None:
    """None where the queue wants nobody called back."""
    queue = rules.routes.by_code.get(contact.routed_to or "")
    phone = contact.facts.phone
    if queue is None or queue.call_back_minutes is None or phone is None:
        return None
    at = contact.facts.hung_up_at or contact.received_at
    hours = rules.hours.calendar_for(Place(contact.city, channel=contact.channel))
    due = due_after(at, timedelta(minutes=queue.call_back_minutes), hours)
    return _Caller(phone, contact.customer_id, queue.code, contact.id, 1, at, at, due)


def _join(callers: dict[str, _Caller], new: _Caller) -> None:
    """Calls of one phone in one batch are one caller."""
    known = callers.setdefault(new.phone, new)
    if known is new:
        return
    if new.last_at >= known.last_at:
        known.contact_id, known.last_at = new.contact_id, new.last_at
    known.missed += 1
    known.first_at, known.due_at = min(known.first_at, new.first_at), min(known.due_at, new.due_at)
    known.customer_id = new.customer_id or known.customer_id


def _columns(callers: dict[str, _Caller]) -> list[list[object]]:
    rows = [
        (uuid7(), c.phone, c.customer_id, c.queue, c.contact_id, c.missed, c.first_at, c.last_at,
         c.due_at)
        for c in callers.values()
    ]  # fmt: skip
    return [list(column) for column in zip(*rows, strict=True)]
