"""Somebody enters, and a session begins."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from directory.application.ports import Begin, Tokens
from directory.application.prove import Proof, Proved, Prover, still_proved
from directory.domain import refresh_token
from directory.domain.account import Account
from directory.domain.session import Lifetimes, Origin, Session, opened


@dataclass(frozen=True)
class Entrance:
    """What every way in needs."""

    prover: Prover
    tokens: Tokens
    lifetimes: Lifetimes


@dataclass(frozen=True)
class Entered:
    """What somebody is given who is in."""

    account: Account
    session: Session
    access_token: str
    refresh_token: str
    recovery_codes: tuple[str, ...] = ()


async def log_in(
    session_id: UUID,
    proof: Proof,
    origin: Origin,
    entrance: Entrance,
    begin: Begin,
) -> Entered:
    """A new session; raises what proving raises."""
    proved = await entrance.prover.prove(proof, begin)
    return await enter(session_id, proved, origin, entrance, begin)


async def enter(
    session_id: UUID,
    proved: Proved,
    origin: Origin,
    entrance: Entrance,
    begin: Begin,
) -> Entered:
    """A new session for whoever has proved who they are, as long as that is still good."""
    now, lifetimes = datetime.now(UTC), entrance.lifetimes
    session = opened(session_id, proved.account.id, proved.means, origin, lifetimes, now)
    token = refresh_token.new_token()
    async with begin() as tx:
        # In the transaction of the session: what ends all sessions ends this one, or comes first.
        account = await still_proved(proved, tx)
        await tx.sessions.add(session, refresh_token.digest_of(token))
        await tx.sessions.issued(session.id, now + lifetimes.token)
    access = entrance.tokens.issue(account.id, session.id, now)
    return Entered(account, session, access, token, proved.recovery_codes)
