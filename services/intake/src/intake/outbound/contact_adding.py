"""New contacts into their table: whatever their number, in one statement."""

from collections.abc import Iterable, Mapping, Sequence

from asyncpg import UniqueViolationError

from chassis.database import Driver
from intake.application.ports import Key
from intake.domain.contact import Contact
from intake.outbound.rows import NEW, arrays, new_values

# From so many on, the way with the room below is the cheaper one; it takes six round trips.
_MANY = 50

_COLUMNS = ", ".join(NEW)

# COPY cannot write into a table whose rows are held back: it fills one of the session's own, from
# which the contacts are inserted. A transaction may come here for several channels.
_ROOM = f"""
create temporary table if not exists fresh_contact (
  {", ".join(f"{name} {kind}" for name, kind in NEW.items())}
) on commit delete rows;
delete from fresh_contact
"""  # noqa: S608 - names of columns, our own

_ADD_MANY = f"insert into contact ({_COLUMNS}) select {_COLUMNS} from fresh_contact"  # noqa: S608 - as above

_ADD_NEW = f"""
insert into contact ({_COLUMNS}) select *
from unnest({arrays(NEW.values())})
on conflict (source, external_id, channel) do nothing
returning source, external_id
"""  # noqa: S608 - as above

Row = tuple[object, ...]


async def add_all(connection: Driver, contacts: Mapping[Key, Contact]) -> set[Key]:
    """Those that were not there yet. Of many nearly always all are new, and then looking for
    conflicts would cost more than all the rest."""
    rows = [new_values(contact) for contact in contacts.values()]
    if len(rows) < _MANY or not await _add_many(connection, rows):
        return await _add_new(connection, rows)
    return set(contacts)


async def _add_many(connection: Driver, rows: Iterable[Row]) -> bool:
    """False where one of them was there: then none is added."""
    await connection.execute(_ROOM)
    await connection.copy_records_to_table("fresh_contact", records=rows, columns=tuple(NEW))
    try:
        async with connection.transaction():
            await connection.execute(_ADD_MANY)
    except UniqueViolationError:
        return False
    return True


async def _add_new(connection: Driver, rows: Sequence[Row]) -> set[Key]:
    added = await connection.fetch(_ADD_NEW, *zip(*rows, strict=True))
    return {(row["source"], row["external_id"]) for row in added}
