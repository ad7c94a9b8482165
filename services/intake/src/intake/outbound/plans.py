"""Plans that fit the table as it is now."""

from chassis.database import Driver

_PLAN_AFRESH = "set local plan_cache_mode = force_custom_plan"


async def plan_afresh(connection: Driver) -> None:
    """Plan what follows in this transaction for the present size of its tables.

    A cached plan made for the few rows of the first minute reads the whole table later, until
    statistics are gathered the next time.
    """
    await connection.execute(_PLAN_AFRESH)
