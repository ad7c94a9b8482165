"""What this service knows of a customer, and what of it is personal."""

from collections.abc import Sequence
from uuid import UUID

from chassis.privacy import Personal
from chassis.transactions import Tx
from directory.outbound import customer_merges, customer_rows

# The number stays: it is the name under which the company keeps what it must keep. The snapshot of
# billing is a copy; its original, and the duty to keep it, are the company's.
_BILLING = ("billing", "invoice", "payment", "movement")

PERSONAL = (
    Personal.below("usage", "contract", "contract_id"),
    *(Personal(table, "{row}.customer_id") for table in _BILLING),
    Personal("unit", "{row}.customer_id", {"serial": "''"}),
    Personal(
        "contract",
        "{row}.customer_id",
        {"address": "''", "latitude": "null", "longitude": "null", "items": "'[]'"},
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
