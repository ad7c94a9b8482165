"""What this service knows of a customer, and what of it is personal."""

from collections.abc import Sequence
from uuid import UUID

from chassis.privacy import Personal
from chassis.transactions import Tx
from directory.outbound import customer_merges, customer_rows
from directory.outbound.account_rows import COLUMNS, account_of
from directory.outbound.account_store import FORGOTTEN_NAME, SqlAccounts
from directory.outbound.session_store import SqlSessions

# The number stays: it is the name under which the company keeps what it must keep. The snapshot of
# billing is a copy; its original, and the duty to keep it, are the company's.
_BILLING = ("billing", "invoice", "payment", "movement")

# By which the person enters. It stays, closed, because what it did names it by its id.
_ACCOUNT = (
    Personal.below("session", "account", "account_id", {"address": "''", "agent": "''"}),
    Personal.below("identity", "account", "account_id"),
    Personal.below("second_factor", "account", "account_id", silent=("secret",)),
    Personal.below("credential_link", "account", "account_id", silent=("token_hash",)),
    Personal(
        "account",
        "{row}.customer_id",
        {
            "login": "'borrado-' || {row}.id",
            "name": f"'{FORGOTTEN_NAME}'",
            "email": "''",
            "password_hash": "null",
            "active": "false",
            "search": "''",
        },
        silent=("password_hash", "search"),
    ),
)

_IS_OPEN = "{row}.state = 'open'"

PERSONAL = (
    *_ACCOUNT,
    Personal.below("usage", "contract", "contract_id"),
    *(Personal(table, "{row}.customer_id") for table in _BILLING),
    Personal("unit", "{row}.customer_id", {"serial": "''"}),
    Personal(
        "contract",
        "{row}.customer_id",
        {"address": "''", "latitude": "null", "longitude": "null", "items": "'[]'"},
    ),
    # Nobody can decide on what is not there any more. The moment comes before the state that says
    # whether there is one yet.
    Personal(
        "customer_proposal",
        "{row}.customer_id",
        {
            "proposed": "'[]'",
            "reason": "null",
            "decided_at": f"case when {_IS_OPEN} then now() else {{row}}.decided_at end",
            "state": f"case when {_IS_OPEN} then 'withdrawn' else {{row}}.state end",
        },
    ),
    Personal("customer_change", "{row}.customer_id", {"changes": "'[]'"}),
    Personal(
        "customer",
        "{row}.id",
        {
            "name": "'(borrado)'",
            "national_id": "''",
            "phones": "'{{}}'",
            "emails": "'{{}}'",
            "fax": "''",
            "contact_data": "'[]'",
            "sort_name": "'(borrado)'",
            "search": "''",
        },
        silent=("fingerprint", "sort_name", "search"),
    ),
)

_NEXT_ACCOUNT = f"""
update account set version = version + 1, changed_at = now() where customer_id = any($1)
returning {COLUMNS}
"""  # noqa: S608 - only names go in

_NEXT = """
update customer set version = version + 1, changed_at = now() where id = any($1)
returning id, version
"""


async def tell_of_erasure(tx: Tx, ids: Sequence[UUID]) -> None:
    """Tell everybody of these customers as they are now: a newest state with nothing personal in
    it, before which the compacted topic forgets what it had."""
    connection = await tx.driver()
    rows = await connection.fetch(_NEXT, list(ids))
    versions = {row["id"]: row["version"] for row in rows}
    customers = await customer_rows.load(connection, list(versions))
    await customer_merges.tell(tx, customers, versions)
    await _close_accounts(tx, ids)


async def _close_accounts(tx: Tx, ids: Sequence[UUID]) -> None:
    """Put out whoever is in by an account of these customers, and tell what is left of it."""
    for row in await (await tx.driver()).fetch(_NEXT_ACCOUNT, list(ids)):
        account = account_of(row)
        await SqlSessions(tx).end(account.id, "account-closed")
        await SqlAccounts(tx).tell(account)
