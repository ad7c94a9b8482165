"""Whether the audit is still whole."""

from datetime import datetime

from pydantic import BaseModel

from chassis import audit
from chassis.inspection_common import BeginBare


class AuditState(BaseModel):
    """How far the chain reaches, and where it is broken, if it is. Noted elsewhere, `position` and
    `hash` show later whether rows were cut off at its end."""

    rows: int
    position: int
    at: datetime | None
    hash: str | None
    broken_at: int | None


async def verify_audit(begin: BeginBare) -> AuditState:
    """Read the whole chain of reads of personal data, and say whether it holds."""
    async with begin() as tx:
        found = await audit.verify(tx)
    return AuditState(**found._asdict())
