"""Somebody who is in proves once more who they are."""

from datetime import UTC, datetime
from uuid import UUID

from directory.application.log_in import Entrance
from directory.application.ports import Begin
from directory.application.prove import Proof, WrongCredentials


async def prove_again(
    session_id: UUID,
    account_id: UUID,
    proof: Proof,
    entrance: Entrance,
    begin: Begin,
) -> str:
    """An access token that says so. Raises what proving raises."""
    proved = await entrance.prover.prove(proof, begin)
    now = datetime.now(UTC)
    async with begin() as tx:
        session = await tx.sessions.get(session_id)
        if session is None or {session.account_id, proved.account.id} != {account_id}:
            raise WrongCredentials("The session is over; log in again.")
        await tx.sessions.proved(session_id, now)
        await tx.sessions.issued(session_id, now + entrance.lifetimes.token)
    return entrance.tokens.issue(account_id, session_id, now)
