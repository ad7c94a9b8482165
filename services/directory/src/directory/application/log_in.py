"""Somebody says who they are and proves it."""

from dataclasses import dataclass

from chassis.errors import Unauthenticated
from directory.application.ports import Begin, Passwords, Throttle
from directory.domain.account import Account, as_login


class WrongCredentials(Unauthenticated):
    """One answer for an unknown login, a wrong password and an account that is switched off."""

    code = "wrong-credentials"


@dataclass(frozen=True)
class LogIn:
    """`address` is where the request comes from."""

    login: str
    password: str
    address: str


async def log_in(command: LogIn, begin: Begin, passwords: Passwords, throttle: Throttle) -> Account:
    """The account, or WrongCredentials, or TooMany.

    The failure is counted before the password is looked at, so that guesses sent at once are all
    counted; and in one's turn, so that a few people behind one address do not count as many.
    """
    login = as_login(command.login)
    subject = f"{login}|{command.address}"
    async with begin() as tx:
        known = await tx.accounts.credentials(login)
    async with passwords.turn():
        await throttle.reserve(subject)
        is_right = await passwords.verify(command.password, known.password_hash if known else None)
    if not is_right or known is None or not known.account.active:
        raise WrongCredentials("The login or the password is wrong.")
    await throttle.forgive(subject)
    return known.account
