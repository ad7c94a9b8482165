"""What the queues had to do and is done with for long: nobody asks for it any more."""

from chassis.database import delete_some
from chassis.transactions import HasKernel

_LONG_AGO = "state <> 'open' and settled_at < now() - interval '90 days' limit $1"

_OFFERS = f"""
delete from offer where id = any(array(select id from offer where {_LONG_AGO}))
"""  # noqa: S608 - our own words

_CALL_BACKS = f"""
with old as materialized (select array(select id from call_back where {_LONG_AGO}) as ids),
missed as (
  delete from missed_call where call_back_id = any((select ids from old)::uuid[]))
delete from call_back where id = any((select ids from old)::uuid[])
"""  # noqa: S608 - as above


async def forget_settled(tx: HasKernel) -> bool:
    """A chore: offers and call-backs that ended a quarter of a year ago."""
    connection = await tx.kernel.driver()
    return any([
        await delete_some(connection, _OFFERS),
        await delete_some(connection, _CALL_BACKS),
    ])  # fmt: skip
