"""Keeps `contact_search`: a moment behind the contacts, so that receiving them costs no more.

Triggers note which contacts are new or have other texts than before (`contact_unsearched`); a
worker comes by for them.
"""

import asyncio

import structlog

from chassis.causes import fresh_cause
from chassis.database import is_collision, is_outage
from chassis.transactions import Database, Tx
from intake.outbound.transaction import IntakeTransaction

log = structlog.get_logger(__name__)

# Five hundred a second at most, ten times what a busy desk receives: a flood does not have to share
# the processor with it.
_AT_ONCE = 250
_PAUSE_SECONDS = 0.5

_INDEX = """
with noted as (
  delete from contact_unsearched where ctid = any(array(
    select ctid from contact_unsearched limit $1 for update skip locked))
  returning contact_id)
insert into contact_search (contact_id, grams)
select id, letter_grams(concat_ws(' ', name, customer_name, email, edited_email))
  || digit_grams(phone) || digit_grams(edited_phone) || digit_grams(national_id)
  || number_gram(number) || coalesce(array[number_gram(ticket_number)], '{}')
from contact where id in (select contact_id from noted)
on conflict (contact_id) do update set grams = excluded.grams
"""


async def index_some(tx: Tx) -> int:
    """Make some contacts findable; how many."""
    done: str = await (await tx.driver()).execute(_INDEX, _AT_ONCE)
    return int(done.rpartition(" ")[2])


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
