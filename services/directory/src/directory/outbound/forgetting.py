"""What nobody will ask for any more goes by itself, some of it in each transaction."""

from collections.abc import Sequence
from functools import partial

from chassis.upkeep import Chore
from directory.outbound.transaction import SqlTransaction
from directory.settings import Settings


def chores(settings: Settings) -> Sequence[Chore[SqlTransaction]]:
    """All of them, about hourly."""
    return (
        _forget_sessions,
        _forget_links,
        _forget_attempts,
        partial(_forget_imports, settings.import_found_days),
        partial(_forget_exports, settings.export_kept_days),
    )


async def _forget_sessions(tx: SqlTransaction) -> bool:
    return await tx.sessions.forget()


async def _forget_links(tx: SqlTransaction) -> bool:
    return await tx.links.forget()


async def _forget_attempts(tx: SqlTransaction) -> bool:
    return await tx.sign_ons.forget()


async def _forget_imports(found_days: int, tx: SqlTransaction) -> bool:
    return await tx.imports.forget_old(found_days)


async def _forget_exports(days: int, tx: SqlTransaction) -> bool:
    return await tx.privacy.forget(days)
