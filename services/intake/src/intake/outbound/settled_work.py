"""What the queues had to do and is done with for long: nobody asks for it any more."""

from chassis.transactions import HasKernel

_MOST = 5_000
_LONG_AGO = f"settled_at < now() - interval '90 days' order by settled_at limit {_MOST}"

_OFFERS = f"""
delete from offer where id in (select id from offer where state <> 'open' and {_LONG_AGO})
"""  # noqa: S608 - our own words

_CALL_BACKS = f"""
with gone as (
  delete from call_back where id in (
    select id from call_back where state <> 'open' and {_LONG_AGO})
  returning id)
delete from missed_call m using gone where m.call_back_id = gone.id
"""  # noqa: S608 - as above


async def forget_settled(tx: HasKernel) -> None:
    """A chore: offers and call-backs that ended a quarter of a year ago, some thousands at once."""
    connection = await tx.kernel.driver()
    await connection.execute(_OFFERS)
    await connection.execute(_CALL_BACKS)
