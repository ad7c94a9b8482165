"""A transaction as this service sees it."""

from chassis.transactions import Tx
from directory.outbound.account_store import SqlAccounts
from directory.outbound.customer_store import SqlCustomers
from directory.outbound.queries import SqlQueries


class SqlTransaction:
    """The port `Transaction`, with the reads beside it."""

    def __init__(self, tx: Tx) -> None:
        self.kernel = tx
        self.accounts = SqlAccounts(tx)
        self.customers = SqlCustomers(tx)
        self.queries = SqlQueries(tx)
