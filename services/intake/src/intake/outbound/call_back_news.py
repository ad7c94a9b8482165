"""What happens to contacts, as far as it makes or ends call-backs: a few statements for a batch,
and none for a batch in which no call was missed and nobody got through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.database import Driver
from intake.application.desk_rules import DeskRules
from intake.domain.call_backs import (
    due_after,
    got_through_at,
    was_answered,
    was_finished,
    was_missed,
)
from intake.domain.contact import Contact
from intake.domain.schedules import Place
from intake.domain.words import MISSED_CAUSES

_LATER = "c.id <> x.id and c.taken_at >= x.at"

# Whoever got through later needs no call-back, in whatever order that is told; each of the three
# is found by an index.
_NEW = f"""
select x.id from unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[])
  as x(id, phone, customer_id, at)
where not exists (select from missed_call m where m.contact_id = x.id)
and not exists (select from contact c where c.phone = x.phone and c.answered_at >= x.at
  and lower(coalesce(c.cause, '')) <> all($5::text[]))
and not exists (select from contact c where c.customer_id is null and c.phone = x.phone
  and {_LATER})
and not exists (select from contact c where c.customer_id = x.customer_id
  and c.received_at > x.at - interval '1 day' and {_LATER})
"""  # noqa: S608 - our own words

# What was missed after all was not: the rest of it goes on, if anything is left.
_ANSWERED = """
with gone as (delete from missed_call where contact_id = any($1::uuid[]) returning call_back_id),
rest as (
  select g.call_back_id, count(c.id) as missed, min(coalesce(c.hung_up_at, c.received_at)) as first,
    max(coalesce(c.hung_up_at, c.received_at)) as last
  from (select distinct call_back_id from gone) g
  left join missed_call m on m.call_back_id = g.call_back_id and m.contact_id <> all($1::uuid[])
  left join contact c on c.id = m.contact_id
  group by g.call_back_id)
update call_back b set missed = greatest(rest.missed, 1),
  first_missed_at = coalesce(rest.first, b.first_missed_at),
  last_missed_at = coalesce(rest.last, b.last_missed_at),
  state = case when rest.missed = 0 then 'cleared' else b.state end,
  settled_at = case when rest.missed = 0 then now() end
from rest where b.id = rest.call_back_id and b.state = 'open'
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
  select b.id from call_back b
  join unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[])
    as x(id, phone, customer_id, at)
    on (b.phone = x.phone or b.customer_id = x.customer_id) and b.last_missed_at <= x.at
  where b.state = 'open' and not exists (
    select from missed_call m where m.call_back_id = b.id and m.contact_id = x.id)
  order by b.phone for update of b)
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
    reached = [(c, at) for c in saved if (at := got_through_at(c)) is not None]
    if missed:
        await _open(connection, missed, rules)
    if answered := [contact.id for contact in saved if was_answered(contact)]:
        await connection.execute(_ANSWERED, answered)
    if reached:
        who = [(c.id, c.facts.phone, c.customer_id, at) for c, at in reached]
        await connection.execute(_CLEAR, *_transposed(who))
    if finished := was_finished(saved):
        await connection.execute(_DONE, finished)


async def _open(connection: Driver, missed: Sequence[Contact], rules: DeskRules) -> None:
    calls = [(c.id, c.facts.phone, c.customer_id, _missed_at(c)) for c in missed]
    rows = await connection.fetch(_NEW, *_transposed(calls), sorted(MISSED_CAUSES))
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
    at = _missed_at(contact)
    hours = rules.hours.calendar_for(Place(contact.city, channel=contact.channel))
    due = due_after(at, timedelta(minutes=queue.call_back_minutes), hours)
    return _Caller(phone, contact.customer_id, queue.code, contact.id, 1, at, at, due)


def _missed_at(contact: Contact) -> datetime:
    return contact.facts.hung_up_at or contact.received_at


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
    return _transposed(rows)


def _transposed(rows: Sequence[tuple[object, ...]]) -> list[list[object]]:
    return [list(column) for column in zip(*rows, strict=True)]
