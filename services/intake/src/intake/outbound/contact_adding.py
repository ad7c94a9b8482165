"""New contacts into their table: whatever their number, in one statement."""

from collections.abc import Mapping

from asyncpg import UniqueViolationError

from chassis.database import Driver
from intake.application.ports import Key
from intake.domain.contact import Contact
from intake.outbound.rows import NEW, new_values

_ADDED = "select id from contact where id = any($1::uuid[])"

# COPY cannot write into a table whose rows are held back: it fills one of the session's own, from
# which the contacts are inserted. A transaction may come here for several channels.
_ROOM = f"""
create temporary table if not exists fresh_contact (
  {", ".join(f"{name} {kind}" for name, kind in NEW.items())}
) on commit delete rows;
delete from fresh_contact
"""  # noqa: S608 - as above

_ADD = f"insert into contact ({', '.join(NEW)}) select {', '.join(NEW)} from fresh_contact"  # noqa: S608 - as above

_ADD_ONE = f"""
insert into contact ({", ".join(NEW)})
values ({", ".join(f"${number}" for number in range(1, len(NEW) + 1))})
on conflict (source, external_id, channel) do nothing
"""  # noqa: S608 - as above


async def add_all(connection: Driver, contacts: Mapping[Key, Contact]) -> set[Key]:
    """Nearly always all of them are new, and then looking for conflicts would cost more than all
    the rest."""
    rows = [new_values(contact) for contact in contacts.values()]
    await connection.execute(_ROOM)
    await connection.copy_records_to_table("fresh_contact", records=rows, columns=tuple(NEW))
    try:
        async with connection.transaction():
            await connection.execute(_ADD)
    except UniqueViolationError:
        await connection.executemany(_ADD_ONE, rows)
        found = await connection.fetch(_ADDED, [contact.id for contact in contacts.values()])
        ids = {row["id"] for row in found}
        return {key for key, contact in contacts.items() if contact.id in ids}
    return set(contacts)
