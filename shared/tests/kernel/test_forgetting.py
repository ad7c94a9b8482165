"""What nobody needs any more goes by itself; what waits for somebody never does."""

from chassis_testing.probe_world import ProbeWorld
from chassis_testing.waiting import until

_PUT = """
insert into kernel_quarantine
  (topic, partition, "offset", value, headers, timestamp_ms, reason, detail, quarantined_at,
   settled_at, settled_as)
select 'probe', 0, n, 'x', '[]', 0, 'test', 'test', now() - interval '400 days',
  case when n < 20 then now() - make_interval(days => 80 + n) end,
  case when n < 20 then 'discarded' end
from generate_series(0, 24) as n
"""


async def test_settled_records_are_forgotten_after_ninety_days_and_open_ones_never(
    world: ProbeWorld,
) -> None:
    """Of twenty that were settled 80 to 99 days ago half are too old; five are not settled."""
    await world.query(_PUT)
    async with world.service():

        async def old_ones_are_gone() -> bool:
            return await world.count("kernel_quarantine") == 15

        await until(old_ones_are_gone)

    rows = await world.query('select "offset" as n from kernel_quarantine order by "offset"')
    assert [row["n"] for row in rows] == [*range(10), *range(20, 25)]
