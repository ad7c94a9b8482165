"""Links by which people set their password go out by e-mail."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from chassis.errors import Conflict, NotFound
from directory.application.ports import Transaction
from directory.domain.account import Account
from directory.domain.credential_link import LIFE, Purpose, new_token, token_digest

# Several accounts may share one address; more than these have to ask an administrator.
_MOST_ACCOUNTS = 5
# Nobody's mailbox is filled by somebody else's curiosity.
_MOST_UNUSED = 3


class HasPassword(Conflict):
    """An invitation is for who has none yet."""

    code = "has-password"


class SwitchedOff(Conflict):
    """Nobody can enter with this account."""

    code = "account-is-switched-off"


class NoAccount(Conflict):
    """This customer has no account to enter with."""

    code = "customer-has-no-account"


@dataclass(frozen=True)
class Sent:
    """A letter that is on its way."""

    purpose: Purpose
    account_id: UUID
    login: str
    expires_at: datetime


async def send_link(account: Account, purpose: Purpose, page: str, tx: Transaction) -> Sent:
    """Send a link to the page where a password is set. What stands behind `#` in it is seen by
    no server on the way."""
    token, expires_at = new_token(), datetime.now(UTC) + LIFE[purpose]
    await tx.links.add(token_digest(token), account.id, purpose, expires_at)
    tx.letters.send(account, purpose, f"{page}#token={token}", expires_at)
    return Sent(purpose, account.id, account.login, expires_at)


async def invite(account_id: UUID, page: str, tx: Transaction) -> Sent:
    """Let somebody choose their first password."""
    account = await _active(account_id, tx)
    known = await tx.accounts.credentials(account.login)
    if known is not None and known.password_hash is not None:
        raise HasPassword("This account has a password.")
    return await send_link(account, Purpose.INVITATION, page, tx)


async def reset(account_id: UUID, page: str, tx: Transaction) -> Sent:
    """Let somebody choose another password."""
    account = await _active(account_id, tx)
    return await send_link(account, Purpose.PASSWORD_RESET, page, tx)


async def reset_of_customer(customer_id: UUID, page: str, tx: Transaction) -> list[Sent]:
    """The same for each account by which a customer enters (E37)."""
    if not await tx.customers.exists(customer_id):
        raise NotFound("No such customer.")
    accounts = await tx.accounts.of_customer(customer_id)
    if not accounts:
        raise NoAccount("This customer has no account.")
    return [await send_link(each, Purpose.PASSWORD_RESET, page, tx) for each in accounts]


async def answer_request(email: str, page: str, tx: Transaction) -> None:
    """Somebody says they forgot the password of the accounts with this address."""
    since = datetime.now(UTC) - LIFE[Purpose.PASSWORD_RESET]
    for account in await tx.accounts.by_email(email, _MOST_ACCOUNTS):
        unused = await tx.links.open_since(account.id, Purpose.PASSWORD_RESET, since)
        if unused < _MOST_UNUSED:
            await send_link(account, Purpose.PASSWORD_RESET, page, tx)


async def _active(account_id: UUID, tx: Transaction) -> Account:
    account = await tx.accounts.get(account_id)
    if not account.active:
        raise SwitchedOff("Nobody can enter with this account.")
    return account
