"""What waits in the queues, read along the index of the lists: one stretch of a day for each
screen and state."""

from collections.abc import Collection, Mapping

from chassis.transactions import Tx
from intake.application.queue_ports import QueueNow
from intake.domain.words import Screen
from intake.outbound.plans import plan_afresh

MOST = 1_000
# What nobody took for a day is for people to decide; it is not offered by itself either.
RECENT = "interval '1 day'"

OPEN = " union all ".join(
    f"select id, channel, state, received_at, routed_to from contact where screen = '{screen}'"  # noqa: S608 - our own words
    f" and state = '{state}' and received_at > now() - {RECENT} and taken_by is null"
    for screen in Screen
    for state in ("live", "open")
)

# All queues in one pass.
_NOW = f"""
select q.code, least(coalesce(w.waiting, 0), {MOST}) as waiting, w.oldest
from unnest($1::text[]) as q(code)
left join (
  select routed_to, count(*) as waiting, min(received_at) as oldest from ({OPEN}) c
  where routed_to = any($1::text[]) group by routed_to) w on w.routed_to = q.code
"""  # noqa: S608 - as above


class SqlWaiting:
    """Implements the port `Waiting`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def now(self, queues: Collection[str]) -> Mapping[str, QueueNow]:
        """Of each of these queues; counting stops at a thousand."""
        connection = await self._kernel.driver()
        await plan_afresh(connection)
        rows = await connection.fetch(_NOW, list(queues))
        return {row["code"]: QueueNow(row["waiting"], row["oldest"]) for row in rows}
