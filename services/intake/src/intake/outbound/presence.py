"""Duty in PostgreSQL. Nothing runs when somebody vanishes: a row that is old says it."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

import asyncpg

from chassis.transactions import Tx
from intake.application.duty_ports import Colleague, Duty, DutyState
from intake.domain.claim import Operator

PRESENCE_SECONDS = 120
LABELS = {"on": "EN SERVICIO", "away": "AUSENTE", "off": "FUERA DE SERVICIO"}

# In the same state `since` stays; one that had lapsed begins anew.
_SAY = """
insert into duty as d (account_id, name, state, since, expires_at)
values ($1, $2, $3, now(), now() + make_interval(secs => $4))
on conflict (account_id) do update set name = excluded.name, state = excluded.state,
  expires_at = excluded.expires_at,
  since = case when d.state = excluded.state and (d.state <> 'on' or d.expires_at > now())
    then d.since else excluded.since end
returning state, since, expires_at, true as is_fresh
"""

_OF = """
select state, since, expires_at, expires_at > now() as is_fresh from duty where account_id = $1
"""

_COLLEAGUES = """
select k.account_id, coalesce(d.name, p.name) as name, d.state, d.since, d.expires_at,
  coalesce(d.expires_at > now(), false) as is_fresh,
  coalesce(p.queues, '{}') as queues, coalesce(p.skills, '{}') as skills,
  coalesce(p.capacity, 3) as capacity, coalesce(p.version, 0) as version,
  (select count(*) from contact c
   where c.taken_by = k.account_id and c.state in ('live', 'open')) as holding,
  (select count(*) from offer o where o.account_id = k.account_id and o.state = 'open'
   and o.offered_at > now() - interval '1 hour') as offered
from (select account_id from duty union select code::uuid from operator_profile) k
left join duty d on d.account_id = k.account_id
left join operator_profile p on p.code = k.account_id::text
order by (d.state = 'on' and d.expires_at > now()) desc nulls last, name, k.account_id limit $1
"""


class SqlPresence:
    """Implements the port `Presence`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def say(self, operator: Operator, state: DutyState) -> Duty:
        """It holds for as long as a sign of life does; say it again to go on."""
        values = (operator.id, operator.name, state, PRESENCE_SECONDS)
        row = await (await self._kernel.driver()).fetchrow(_SAY, *values)
        return duty_of(cast(asyncpg.Record, row))

    async def of(self, account_id: UUID) -> Duty:
        """Off duty is who never said anything."""
        row = await (await self._kernel.driver()).fetchrow(_OF, account_id)
        return duty_of(row) if row else Duty("off", LABELS["off"], None, None)

    async def colleagues(self, limit: int) -> list[Colleague]:
        """Whoever has said something or has a profile, those on duty first."""
        rows = await (await self._kernel.driver()).fetch(_COLLEAGUES, limit)
        return [_colleague(row) for row in rows]


def duty_of(row: asyncpg.Record) -> Duty:
    """As it is now: on duty is only who showed a sign of life lately."""
    said, fresh, until = row["state"], row["is_fresh"], row["expires_at"]
    if said is None:
        return Duty("off", LABELS["off"], None, None)
    if said == "on" and not fresh:
        return Duty("away", LABELS["away"], until, None)
    return _said(said, row["since"], until)


def _said(state: DutyState, since: datetime, until: datetime) -> Duty:
    return Duty(state, LABELS[state], since, until if state == "on" else None)


def _colleague(row: Any) -> Colleague:
    names = ("account_id", "name", "capacity", "holding", "offered", "version")
    return Colleague(
        duty=duty_of(row),
        queues=list(row["queues"]),
        skills=list(row["skills"]),
        **{name: row[name] for name in names},
    )
