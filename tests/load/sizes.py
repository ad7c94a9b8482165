"""How much of everything: the whole run within ten minutes, the quick one within three."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Counts, and seconds for what is paced by the clock."""

    rounds: int
    ingest_rows: int
    relay_rows: int
    paced_seconds: int
    paced_per_second: int
    desk_requests: int
    desk_many: int
    idle_seconds: int


FULL = Sizes(
    rounds=3,
    ingest_rows=60_000,
    relay_rows=60_000,
    paced_seconds=20,
    paced_per_second=50,
    desk_requests=500,
    desk_many=1_000_000,
    idle_seconds=15,
)
QUICK = Sizes(
    rounds=1,
    ingest_rows=20_000,
    relay_rows=30_000,
    paced_seconds=5,
    paced_per_second=50,
    desk_requests=100,
    desk_many=100_000,
    idle_seconds=5,
)
DESK_FEW = 1_000
CUSTOMERS = 2_000
