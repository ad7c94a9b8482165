"""Takes the files off the disk whose rows are gone, whoever deleted them and why."""

import asyncio
from uuid import UUID

import structlog

from chassis.causes import fresh_cause
from chassis.database import is_collision, is_outage
from chassis.transactions import Database, Tx
from intake.application.attachments import Files
from intake.outbound.transaction import IntakeTransaction

log = structlog.get_logger(__name__)

_AT_ONCE = 100
_PAUSE_SECONDS = 10.0

# A file that is still on its way is waited for: nothing that comes slower than this is taken.
_GONE = """
select file_id from forgotten_file where due_at <= now() order by due_at limit $1
for update skip locked
"""
_LATER = """
update forgotten_file set due_at = now() + interval '1 hour' where file_id = any($1::uuid[])
"""
_DONE = "delete from forgotten_file where file_id = any($1::uuid[])"


async def forget_some(tx: Tx, files: Files) -> int:
    """Take some files away; how many. Noted until they are gone, whatever happens in between."""
    connection = await tx.driver()
    gone: list[UUID] = []
    stuck: list[UUID] = []
    for row in await connection.fetch(_GONE, _AT_ONCE):
        try:
            await files.forget(row["file_id"])
        except OSError as error:
            # One that cannot be removed keeps no other one on the disk.
            log.warning("a file cannot be forgotten", error=type(error).__name__)
            stuck.append(row["file_id"])
        else:
            gone.append(row["file_id"])
    if gone:
        await connection.execute(_DONE, gone)
    if stuck:
        await connection.execute(_LATER, stuck)
    return len(gone)


async def forget_files(database: Database[IntakeTransaction], files: Files) -> None:
    """For ever."""
    while True:
        try:
            async with database.open(fresh_cause()) as tx:
                await forget_some(tx, files)
        except Exception as error:
            if not (is_outage(error) or is_collision(error)):
                raise
            log.warning("files wait to be forgotten", error=type(error).__name__)
        await asyncio.sleep(_PAUSE_SECONDS)
