"""Keeps `contact_search`: a moment behind the contacts, so that receiving them costs no more.

Triggers note which contacts are new or have other texts than before (`contact_unsearched`); a
worker comes by for them.
"""

import asyncio
from collections.abc import Iterable

import structlog

from chassis.causes import fresh_cause
from chassis.database import is_collision, is_outage
from chassis.transactions import Database, Tx
from intake.outbound.search_numbers import of_contact
from intake.outbound.transaction import IntakeTransaction

log = structlog.get_logger(__name__)

# Five hundred a second at most, ten times what a busy desk receives: a flood does not have to share
# the processor with it.
_AT_ONCE = 250
_PAUSE_SECONDS = 0.5

_NOTED = """
with noted as (
  delete from {table} where ctid = any(array(
    select ctid from {table} limit $1 for update skip locked))
  returning contact_id)
select c.id, c.name, c.customer_name, c.email, c.edited_email, c.observations, c.customer_number,
  whose.number as whose, c.phone, c.edited_phone, c.national_id, c.number, c.ticket_number
from contact c left join customer whose on whose.customer_id = c.customer_id
where c.id in (select contact_id from noted)
"""

# Arrays of arrays would be taken apart to the last number: these come as texts.
_KEEP = """
insert into contact_search (contact_id, grams)
select id, cast(grams as int[]) from unnest($1::uuid[], $2::text[]) as x(id, grams)
on conflict (contact_id) do update set grams = excluded.grams
"""


async def index_some(tx: Tx) -> int:
    """Make some contacts findable; how many."""
    connection = await tx.driver()
    # What came now does not wait behind very many of before, which take what is left of a round.
    new = await connection.fetch(_NOTED.format(table="contact_unsearched"), _AT_ONCE)
    backlog = _NOTED.format(table="contact_unsearched_backlog")
    old = await connection.fetch(backlog, _AT_ONCE - len(new))
    rows = {row["id"]: row for row in (*new, *old)}
    if rows:
        # Observations and the numbers of customers have letters and digits.
        texts = [_as_array(of_contact(r[1:8], r[5:11], r[11:13])) for r in rows.values()]
        await connection.execute(_KEEP, list(rows), texts)
    return len(rows)


def _as_array(numbers: Iterable[int]) -> str:
    return f"{{{','.join(map(str, numbers))}}}"


async def keep_index(database: Database[IntakeTransaction]) -> None:
    """For ever."""
    while True:
        try:
            async with database.open(fresh_cause()) as tx:
                await index_some(tx)
        except Exception as error:
            if not (is_outage(error) or is_collision(error)):
                raise
            log.warning("the search waits for the database", error=type(error).__name__)
        await asyncio.sleep(_PAUSE_SECONDS)
