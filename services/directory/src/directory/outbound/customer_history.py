"""Who changed what of customers, and when."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from chassis.database import Driver
from directory.application.customer_ports import How

_COLUMNS = ("customer_id", "version", "how", "by", "by_name", "changes")


class Entry(NamedTuple):
    """One change; what is different as the text of a JSON array."""

    customer_id: UUID
    version: int
    changes: str = "[]"


async def write_history(connection: Driver, entries: Sequence[Entry], how: How) -> None:
    """In the transaction of the changes."""
    rows = [
        (each.customer_id, each.version, how.way, how.by, how.by_name, each.changes)
        for each in entries
    ]
    await connection.copy_records_to_table("customer_change", records=rows, columns=_COLUMNS)
