"""A session goes on: its refresh token is exchanged for the next one and an access token."""

from dataclasses import replace
from datetime import UTC, datetime

from chassis.errors import Unauthenticated
from directory.application.log_in import Entered, Entrance
from directory.application.ports import Begin, Transaction
from directory.domain import refresh_token
from directory.domain.refresh_token import KeptToken, digest_of, successor
from directory.domain.session import Session


class InvalidRefreshToken(Unauthenticated):
    """One answer for an unknown token, one that was used, and a session that is over."""

    code = "invalid-refresh-token"


async def continue_session(token: str, entrance: Entrance, begin: Begin) -> Entered:
    """The next pair of tokens.

    A token that was used before ends its session: either a thief has it, or a thief had it first.
    """
    entered: Entered | None = None
    async with begin() as tx:
        kept = await tx.sessions.token(digest_of(token))
        session = await tx.sessions.get(kept.session_id) if kept else None
        if session is not None:
            # Read again: whoever held the session until now may have used the token.
            kept = await tx.sessions.token(digest_of(token))
        if session is not None and kept is not None:
            entered = await _judged(token, kept, session, entrance, tx)
    if entered is None:
        raise InvalidRefreshToken("The session is over; log in again.")
    return entered


async def _judged(
    token: str,
    kept: KeptToken,
    session: Session,
    entrance: Entrance,
    tx: Transaction,
) -> Entered | None:
    now, lifetimes = datetime.now(UTC), entrance.lifetimes
    account = await tx.accounts.get(session.account_id)
    if not account.active:
        return None
    salt = kept.salt
    match kept.judged(now, lifetimes.grace):
        case "reused":
            await tx.sessions.end(account.id, "token-reused", only=session.id)
            return None
        case "rotate":
            salt = refresh_token.new_salt()
            following = digest_of(successor(token, salt))
            session = replace(session, idle_until=now + lifetimes.idle)
            await tx.sessions.replace_token(session, digest_of(token), salt, following)
        case "repeat":
            pass
    if salt is None:
        return None
    await tx.sessions.issued(session.id, now + lifetimes.token)
    access = entrance.tokens.issue(account.id, session.id, session.proved_at)
    return Entered(account, session, access, successor(token, salt))
