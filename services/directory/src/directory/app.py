"""Puts the service together."""

import secrets
import sys
from collections.abc import Sequence
from functools import partial
from uuid import UUID

from joserfc.jwk import OKPKey
from uuid_utils.compat import uuid7

from chassis.causes import fresh_cause
from chassis.definition import Definition
from chassis.privacy_answers import Answers
from chassis.rate_limits import Kind
from chassis.tokens import load_public_keys
from chassis.transactions import Database
from contracts.privacy import WORDS
from directory.application.create_first_administrator import LOGIN, create_first_administrator
from directory.application.log_in import Entrance
from directory.application.prove import Prover
from directory.application.tell_permissions import tell_permissions
from directory.inbound import (
    crm_messages,
    http_about,
    http_accounts,
    http_api_keys,
    http_areas,
    http_billing,
    http_customer_edits,
    http_customer_lines,
    http_customers,
    http_identities,
    http_imports,
    http_invoices,
    http_links,
    http_permissions,
    http_presets,
    http_privacy,
    http_proposals,
    http_second_factor,
    http_session,
    http_sessions,
    http_sign_on,
    import_work,
    privacy_messages,
    proposal_messages,
    timers,
)
from directory.outbound.forgetting import chores
from directory.outbound.import_store import IMPORT_DUE
from directory.outbound.oidc_provider import OidcProvider
from directory.outbound.passwords import Argon2Passwords
from directory.outbound.privacy import PERSONAL, tell_of_erasure
from directory.outbound.throttle import FailureThrottle
from directory.outbound.tokens import SignedTokens, load_signing_key, public_document
from directory.outbound.transaction import SqlTransaction
from directory.settings import Settings

_PASSWORD_BYTES = 18
_ROUTERS = (
    http_about.router,
    http_session.router,
    http_second_factor.router,
    http_sign_on.router,
    http_identities.router,
    http_sessions.own,
    http_sessions.anybodys,
    http_accounts.router,
    http_permissions.router,
    http_links.router,
    http_areas.router,
    http_api_keys.router,
    http_customer_lines.router,
    http_imports.files,
    http_imports.router,
    http_presets.router,
    http_proposals.router,
    http_customers.router,
    http_customer_edits.router,
    http_billing.router,
    http_invoices.router,
    http_privacy.router,
)
_ENTRANCES = ("/api/v1/session", "/api/v1/password-resets", "/api/v1/passwords")


class NoPassword(Exception):
    """The first administrator's password file is empty."""


def define(
    settings: Settings, passwords: Argon2Passwords | None = None
) -> Definition[SqlTransaction]:
    """The whole service; with passwords as they should be, unless it is given others."""
    published = load_public_keys(settings.jwks_file)
    signing_key = load_signing_key(settings.signing_key_file, published)
    passwords = passwords or Argon2Passwords()
    client = settings.provider
    privacy = Answers("directory", PERSONAL, WORDS, _tell_of_erasure)
    return Definition(
        name="directory",
        title="Tero: accounts and customers",
        shape=SqlTransaction,
        routers=_ROUTERS,
        rate_kinds=dict.fromkeys(_ENTRANCES, Kind.ENTERING),
        state={
            "passwords": passwords,
            "provider": OidcProvider(client) if client else None,
            "password_page": settings.password_page,
            "entrance": _entrance(settings, passwords, signing_key),
            "public_keys": public_document(published),
        },
        handles=[
            *crm_messages.subscriptions(settings.default_country, settings.default_language),
            *privacy_messages.HANDLES,
            *proposal_messages.HANDLES,
            *privacy.handles,
        ],
        timers={
            timers.RESET_ASKED: timers.answers_requests(settings.password_page),
            IMPORT_DUE: import_work.works_off(settings.default_language),
            **privacy.timers,
        },
        chores=chores(settings),
        start=partial(_start, settings, passwords),
    )


def _entrance(settings: Settings, passwords: Argon2Passwords, signing_key: OKPKey) -> Entrance:
    throttle = FailureThrottle(str(settings.redis_url))
    return Entrance(
        prover=Prover(passwords, throttle, settings.second_factor_roles),
        tokens=SignedTokens(signing_key, settings.token_seconds),
        lifetimes=settings.lifetimes,
    )


async def _tell_of_erasure(
    customer_id: UUID, other_ids: Sequence[UUID], tx: SqlTransaction
) -> None:
    ids = [customer_id, *other_ids]
    await tx.privacy.forget_of(ids)
    await tell_of_erasure(tx.kernel, ids)


async def _start(
    settings: Settings, passwords: Argon2Passwords, database: Database[SqlTransaction]
) -> None:
    await _let_somebody_in(settings, passwords, database)
    async with database.begin(fresh_cause()) as tx:
        await tell_permissions(tx)


async def _let_somebody_in(
    settings: Settings, passwords: Argon2Passwords, database: Database[SqlTransaction]
) -> None:
    async with database.begin(fresh_cause()) as tx:
        if await tx.accounts.has_had_administrator():
            return
    password = _first_password(settings)
    password_hash = await passwords.hash(password)
    async with database.begin(fresh_cause()) as tx:
        made = await create_first_administrator(uuid7(), settings.admin_email, password_hash, tx)
    if made and settings.admin_password_file is None:
        # No log line: those are kept. Whoever starts the first process reads it here, once.
        sys.stderr.write(f"The first administrator is {LOGIN!r}, the password {password}\n")


def _first_password(settings: Settings) -> str:
    file = settings.admin_password_file
    if file is None:
        return secrets.token_urlsafe(_PASSWORD_BYTES)
    password = file.read_text().strip()
    if not password:
        raise NoPassword(f"{file} is empty")
    return password
