"""Areas come, are named anew, and take nobody new any more (B12, B15)."""

from chassis.kept import check_seen
from directory.application.ports import Transaction
from directory.domain.area import Area


async def create_area(code: str, name: str, tx: Transaction) -> Area:
    """The new area; AreaExists, also for one that is switched off."""
    area = Area(code, name)
    await tx.areas.add(area)
    return area


async def change_area(
    code: str, name: str | None, active: bool | None, tx: Transaction, seen: int | None = None
) -> Area:
    """The area as it is now. What is in it stays there. OutOfDate where `seen` is not its
    version."""
    before = await tx.areas.get(code)
    check_seen(seen, before.version)
    after = before.changed(name, active)
    if after != before:
        await tx.areas.save(after)
    return after
