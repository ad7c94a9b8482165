"""Puts the service together."""

from functools import partial

from uuid_utils.compat import uuid7

from chassis.causes import fresh_cause
from chassis.definition import Definition
from chassis.rate_limits import Kind
from chassis.tokens import load_public_keys
from chassis.transactions import Database
from directory.application.create_first_administrator import create_first_administrator
from directory.application.log_in import Entrance
from directory.application.prove import Prover
from directory.inbound import (
    http_accounts,
    http_customers,
    http_second_factor,
    http_session,
    http_sessions,
)
from directory.outbound.passwords import Argon2Passwords
from directory.outbound.throttle import FailureThrottle
from directory.outbound.tokens import SignedTokens, load_signing_key, public_document
from directory.outbound.transaction import SqlTransaction
from directory.settings import Settings


class NoPassword(Exception):
    """The first administrator's password file is empty."""


def define(settings: Settings) -> Definition[SqlTransaction]:
    """The whole service."""
    published = load_public_keys(settings.jwks_file)
    signing_key = load_signing_key(settings.signing_key_file, published)
    passwords = Argon2Passwords()
    throttle = FailureThrottle(str(settings.redis_url))
    return Definition(
        name="directory",
        title="Tero: accounts and customers",
        shape=SqlTransaction,
        routers=(
            http_session.router,
            http_second_factor.router,
            http_sessions.own,
            http_sessions.anybodys,
            http_accounts.router,
            http_customers.router,
            http_customers.imports,
        ),
        rate_kinds={"/api/v1/session": Kind.ENTERING},
        state={
            "passwords": passwords,
            "entrance": Entrance(
                prover=Prover(passwords, throttle, settings.second_factor_roles),
                tokens=SignedTokens(signing_key, settings.token_seconds),
                lifetimes=settings.lifetimes,
            ),
            "public_keys": public_document(published),
        },
        chores=[_forget_sessions],
        start=partial(_let_somebody_in, settings, passwords),
    )


async def _forget_sessions(tx: SqlTransaction) -> None:
    await tx.sessions.forget()


async def _let_somebody_in(
    settings: Settings, passwords: Argon2Passwords, database: Database[SqlTransaction]
) -> None:
    async with database.begin(fresh_cause()) as tx:
        if await tx.accounts.has_had_administrator():
            return
    password = settings.admin_password_file.read_text().strip()
    if not password:
        raise NoPassword(f"{settings.admin_password_file} is empty")
    password_hash = await passwords.hash(password)
    async with database.begin(fresh_cause()) as tx:
        await create_first_administrator(uuid7(), settings.admin_email, password_hash, tx)
