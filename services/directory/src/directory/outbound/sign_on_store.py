"""Attempts to sign in at the provider, and links to it, in PostgreSQL."""

from uuid import UUID

from chassis.database import delete_some
from chassis.transactions import Tx
from directory.application.sign_on_ports import Identity
from directory.domain.sign_on import Attempt, Known, SomebodyElses

_ADD = """
insert into sign_on_attempt (state_hash, browser_hash, purpose, expires_at, account_id, session_id,
  link_hash, issuer, subject)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

# Of two who bring it at the same moment the second waits for the first, and then finds nothing.
_TAKE = """
delete from sign_on_attempt
where state_hash = $1 and browser_hash = $2 and expires_at > now()
returning purpose, expires_at, account_id, session_id, link_hash, issuer, subject
"""

_INVITES = """
select exists (select from credential_link
  where token_hash = $1 and purpose = 'invitation' and expires_at > now())
"""

_USE_INVITATION = """
delete from credential_link
where token_hash = $1 and purpose = 'invitation' and expires_at > now() returning account_id
"""

_LINK = """
insert into identity (id, account_id, issuer, subject) values ($1, $2, $3, $4)
on conflict (issuer, subject) do update set used_at = identity.used_at returning account_id
"""

_USED = """
update identity set used_at = now() where issuer = $1 and subject = $2 returning account_id
"""

_OF_ACCOUNT = """
select id as identity_id, account_id, issuer, subject, linked_at, used_at from identity
where account_id = $1 order by linked_at, id
"""

_UNLINK = "delete from identity where account_id = $1 and id = $2 returning true"
_FORGET = """
delete from sign_on_attempt where state_hash = any(array(
  select state_hash from sign_on_attempt where expires_at < now() limit $1))
"""


class SqlSignOns:
    """The port `SignOns`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, state: bytes, browser: bytes, attempt: Attempt) -> None:
        known = attempt.known
        await (await self._tx.driver()).execute(
            _ADD,
            state,
            browser,
            attempt.purpose,
            attempt.expires_at,
            attempt.account_id,
            attempt.session_id,
            attempt.link_hash,
            known.issuer if known else None,
            known.subject if known else None,
        )

    async def take(self, state: bytes, browser: bytes) -> Attempt | None:
        row = await (await self._tx.driver()).fetchrow(_TAKE, state, browser)
        if row is None:
            return None
        values = dict(row)
        issuer, subject = values.pop("issuer"), values.pop("subject")
        return Attempt(**values, known=Known(issuer, subject) if issuer is not None else None)

    async def invites(self, link_hash: bytes) -> bool:
        return bool(await (await self._tx.driver()).fetchval(_INVITES, link_hash))

    async def use_invitation(self, link_hash: bytes) -> UUID | None:
        connection = await self._tx.driver()
        account_id: UUID | None = await connection.fetchval(_USE_INVITATION, link_hash)
        return account_id

    async def link(self, identity_id: UUID, account_id: UUID, known: Known) -> None:
        connection = await self._tx.driver()
        linked: UUID = await connection.fetchval(
            _LINK, identity_id, account_id, known.issuer, known.subject
        )
        if linked != account_id:
            raise SomebodyElses("This identity is linked to another account.")

    async def used(self, known: Known) -> UUID | None:
        connection = await self._tx.driver()
        account_id: UUID | None = await connection.fetchval(_USED, known.issuer, known.subject)
        return account_id

    async def of_account(self, account_id: UUID) -> list[Identity]:
        rows = await (await self._tx.driver()).fetch(_OF_ACCOUNT, account_id)
        return [Identity(**row) for row in rows]

    async def unlink(self, account_id: UUID, identity_id: UUID) -> bool:
        connection = await self._tx.driver()
        return bool(await connection.fetchval(_UNLINK, account_id, identity_id))

    async def forget(self) -> bool:
        """Drop some of the attempts nobody finished; whether there may be more."""
        return await delete_some(await self._tx.driver(), _FORGET)
