"""Somebody goes to the provider, and comes back as somebody known."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.errors import TooMany
from directory.application.log_in import Entered, Entrance, enter
from directory.application.ports import Begin, Transaction
from directory.application.prove import (
    CodeRequired,
    Proved,
    SetUpRequired,
    WrongCode,
    still_proved,
)
from directory.application.sign_on_ports import Coming, Going, Provider
from directory.domain import sign_on
from directory.domain.credential_link import wrong_link
from directory.domain.session import Origin
from directory.domain.sign_on import (
    Attempt,
    Known,
    NotLinked,
    SignOnExpired,
    SomebodyElses,
)


@dataclass(frozen=True)
class Begun:
    """Where the browser goes, and the secret that it alone keeps."""

    address: str
    secret: str


@dataclass(frozen=True)
class Answer:
    """What the browser brings back."""

    state: str
    code: str
    secret: str
    second_factor: str | None
    origin: Origin


async def begin_sign_on(attempt: Attempt, provider: Provider, begin: Begin) -> Begun:
    """Raises WrongLink for an invitation that is none, Unavailable without the provider."""
    secret, state = sign_on.new_secret(), sign_on.new_secret()
    challenge = sign_on.challenge_of(sign_on.verifier_of(secret))
    going = Going(state, sign_on.nonce_of(secret), challenge, attempt.purpose == "prove")
    address = await provider.address(going)
    async with begin() as tx:
        if attempt.link_hash is not None and not await tx.sign_ons.invites(attempt.link_hash):
            raise wrong_link()
        await tx.sign_ons.add(sign_on.digest(state), sign_on.digest(secret), attempt)
    return Begun(address, secret)


async def finish_sign_on(
    answer: Answer, provider: Provider, entrance: Entrance, begin: Begin
) -> Entered | str:
    """A new session; or, where a session's owner proved again, its next access token.

    An attempt is good once. Where only a code of the second factor is missing or wrong, it can be
    finished with one: the provider is not asked again.
    """
    state, browser = sign_on.digest(answer.state), sign_on.digest(answer.secret)
    async with begin() as tx:
        attempt = await tx.sign_ons.take(state, browser)
    if attempt is None:
        raise SignOnExpired("This was begun in another browser, or too long ago. Begin again.")
    known = attempt.known or await _redeemed(answer, attempt, provider)
    try:
        async with begin() as tx:
            account_id = await _account(attempt, known, tx)
        proved = await entrance.prover.prove_by_provider(
            account_id, known, answer.second_factor, begin
        )
    except (CodeRequired, WrongCode, SetUpRequired, TooMany):
        async with begin() as tx:
            # What linking was asked for is done; what is left is to enter. A proof stays one.
            left = attempt if attempt.purpose == "prove" else replace(attempt, purpose="enter")
            await tx.sign_ons.add(state, browser, replace(left, known=known))
        raise
    if attempt.purpose == "prove":
        return await _prove(attempt, proved, entrance, begin)
    return await enter(uuid7(), proved, answer.origin, entrance, begin)


async def _redeemed(answer: Answer, attempt: Attempt, provider: Provider) -> Known:
    coming = Coming(
        answer.code,
        sign_on.nonce_of(answer.secret),
        sign_on.verifier_of(answer.secret),
        attempt.purpose == "prove",
    )
    return await provider.redeem(coming)


async def _account(attempt: Attempt, known: Known, tx: Transaction) -> UUID:
    """Whose session it will be; links first, where that was asked for."""
    match attempt.purpose:
        case "link" if attempt.account_id is not None and attempt.session_id is not None:
            if await tx.sessions.get(attempt.session_id) is None:
                raise SignOnExpired("The session that asked for this is over.")
            await tx.sign_ons.link(uuid7(), attempt.account_id, known)
        case "invitation" if attempt.link_hash is not None:
            invited = await tx.sign_ons.use_invitation(attempt.link_hash)
            if invited is None or not (await tx.accounts.get(invited)).active:
                raise wrong_link()
            await tx.sign_ons.link(uuid7(), invited, known)
            await tx.links.drop_all(invited)
        case _:
            pass
    account_id = await tx.sign_ons.used(known)
    if attempt.purpose == "prove" and account_id != attempt.account_id:
        raise SomebodyElses("Whoever signed in at the provider is not who this session is.")
    if account_id is None:
        raise NotLinked("No account is linked to this identity. Ask for an invitation.")
    return account_id


async def _prove(attempt: Attempt, proved: Proved, entrance: Entrance, begin: Begin) -> str:
    """The same person, again: the session's last proof is now."""
    now = datetime.now(UTC)
    async with begin() as tx:
        account = await still_proved(proved, tx)
        session = await tx.sessions.get(attempt.session_id) if attempt.session_id else None
        if session is None or session.account_id != account.id:
            raise SignOnExpired("The session is over; log in again.")
        await tx.sessions.proved(session.id, now)
        await tx.sessions.issued(session.id, now + entrance.lifetimes.token)
    return entrance.tokens.issue(account.id, session.id, now)
