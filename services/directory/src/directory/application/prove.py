"""Somebody proves who they are: with a password, and a code where one is asked for."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from chassis.errors import Unauthenticated
from directory.application.ports import Begin, Credentials, Passwords, Throttle, Transaction
from directory.application.session_ports import SecondFactor
from directory.domain import totp
from directory.domain.account import Account, as_login
from directory.domain.roles import Role
from directory.domain.session import Means
from directory.domain.sign_on import Known


class WrongCredentials(Unauthenticated):
    """One answer for an unknown login, a wrong password and an account that is switched off."""

    code = "wrong-credentials"


class CodeRequired(Unauthenticated):
    """The password is right; this account asks for a code too."""

    code = "second-factor-required"


class WrongCode(Unauthenticated):
    """No code of now, or one that was used before."""

    code = "wrong-code"


class SetUpRequired(Unauthenticated):
    """The password is right; this role needs a second factor, and this account has none yet."""

    code = "second-factor-set-up-required"


@dataclass(frozen=True)
class Proof:
    """What somebody shows. `address` is where the request comes from."""

    login: str
    password: str
    code: str | None
    address: str


@dataclass(frozen=True)
class Proved:
    """Who it is, and by what: the hash that the password fits, and the confirmed second factor,
    if there is one. `recovery_codes` where that was just set up, `known` where a provider said
    it."""

    account: Account
    means: Means
    password_hash: str | None
    second_factor: bytes | None = None
    recovery_codes: tuple[str, ...] = ()
    known: Known | None = None


async def still_proved(proved: Proved, tx: Transaction) -> Account:
    """The account as it is now. It, its password and its second factor stay so until the
    transaction ends.

    Looking at a password takes long. WrongCredentials if in the meantime the account was closed or
    has got another password, or its second factor was taken away or is another: whoever did that
    has ended all sessions, and believes that no other begins with what was good before.
    """
    now = await tx.accounts.held_credentials(proved.account.id)
    factor = await tx.second_factors.held(proved.account.id)
    secret = factor.secret if factor is not None and factor.is_confirmed else None
    if now is None or not now.account.active or now.password_hash != proved.password_hash:
        raise WrongCredentials("The login or the password is wrong.")
    if proved.known is not None and await tx.sign_ons.used(proved.known) != now.account.id:
        raise WrongCredentials("The account is not linked to this identity any more.")
    if secret != proved.second_factor:
        raise WrongCredentials("The login or the password is wrong.")
    return now.account


class Prover:
    """Passwords, codes and the throttle together; `roles` must have a second factor."""

    def __init__(self, passwords: Passwords, throttle: Throttle, roles: frozenset[Role]) -> None:
        self._passwords = passwords
        self._throttle = throttle
        self._roles = roles

    async def prove(self, proof: Proof, begin: Begin) -> Proved:
        """Who it is. Raises Unauthenticated of several kinds, or TooMany.

        The failure is counted before the password is looked at, so that guesses sent at once are
        all counted; and in one's turn, so that a few people behind one address do not count as
        many.
        """
        login = as_login(proof.login)
        async with begin() as tx:
            known = await tx.accounts.credentials(login)
        async with self._passwords.turn():
            await self._throttle.reserve(login, proof.address)
            kept = known.password_hash if known else None
            is_right = await self._passwords.verify(proof.password, kept)
        if not is_right or known is None or not known.account.active:
            raise WrongCredentials("The login or the password is wrong.")
        proved = await self._second(known, proof.code, begin)
        await self._throttle.forgive(login, proof.address)
        return proved

    async def prove_by_provider(
        self, account_id: UUID, known: Known, code: str | None, begin: Begin
    ) -> Proved:
        """The same for who signed in at the provider: it stands for the password alone."""
        async with begin() as tx:
            kept = await tx.accounts.held_credentials(account_id)
        if kept is None or not kept.account.active:
            raise WrongCredentials("This account is switched off.")
        proved = await self._second(kept, code, begin)
        means: Means = "single sign-on"
        if proved.second_factor is not None:
            means = "single sign-on and code"
        return replace(proved, means=means, known=known)

    async def _second(self, known: Credentials, code: str | None, begin: Begin) -> Proved:
        account, kept = known.account, known.password_hash
        async with begin() as tx:
            factor = await tx.second_factors.find(account.id)
        if factor is not None and factor.is_confirmed:
            means = await self._check(account.id, factor, code, begin)
            return Proved(account, means, kept, factor.secret)
        if account.role not in self._roles:
            return Proved(account, "password", kept)
        if factor is None or code is None:
            secret = await _propose(account.id, factor, begin)
            raise SetUpRequired(
                "This account needs a second factor. Give this secret to an authenticator app,"
                " then log in with a code of it.",
                secret=totp.readable(secret),
                address=totp.address_of(secret, account.login),
            )
        codes = await self.confirm(account.id, code, begin)
        return Proved(account, "password and code", kept, factor.secret, codes)

    async def confirm(self, account_id: UUID, code: str, begin: Begin) -> tuple[str, ...]:
        """A first code shows that the secret has arrived; the recovery codes, told only now."""
        await self._throttle.reserve_code(account_id)
        codes = totp.new_recovery_codes()
        async with begin() as tx:
            factor = await tx.second_factors.find(account_id)
            if factor is None or not await _is_new_code(account_id, factor, code, tx):
                raise WrongCode("The code is wrong, or was used before.")
            await tx.second_factors.confirm(account_id, [totp.recovery_digest(c) for c in codes])
        await self._throttle.forgive_code(account_id)
        return tuple(codes)

    async def _check(
        self, account_id: UUID, factor: SecondFactor, code: str | None, begin: Begin
    ) -> Means:
        if code is None:
            raise CodeRequired("A code of the authenticator app is needed.")
        await self._throttle.reserve_code(account_id)
        means: Means = "password and code"
        async with begin() as tx:
            if not await _is_new_code(account_id, factor, code, tx):
                digest = totp.recovery_digest(code)
                if not await tx.second_factors.use_recovery_code(account_id, digest):
                    raise WrongCode("The code is wrong, or was used before.")
                means = "password and recovery code"
        await self._throttle.forgive_code(account_id)
        return means


async def _propose(account_id: UUID, factor: SecondFactor | None, begin: Begin) -> bytes:
    """The same secret until it is confirmed, so that a second look shows what was scanned."""
    if factor is not None:
        return factor.secret
    secret = totp.new_secret()
    async with begin() as tx:
        await tx.second_factors.propose(account_id, secret)
    return secret


async def _is_new_code(account_id: UUID, factor: SecondFactor, code: str, tx: Transaction) -> bool:
    step = totp.matching_step(factor.secret, code, datetime.now(UTC))
    return step is not None and await tx.second_factors.use_step(account_id, step)
