"""A transaction as this service sees it."""

from chassis.transactions import Tx
from directory.outbound.access_queries import SqlAccessQueries
from directory.outbound.account_store import SqlAccounts
from directory.outbound.api_key_store import SqlApiKeys
from directory.outbound.area_store import SqlAreas
from directory.outbound.billing_queries import SqlBillingQueries
from directory.outbound.billing_store import SqlBilling
from directory.outbound.customer_queries import SqlCustomerQueries
from directory.outbound.customer_store import SqlCustomers
from directory.outbound.duplicates import SqlDuplicates
from directory.outbound.import_store import SqlImports
from directory.outbound.invoice_mails import SqlInvoices
from directory.outbound.letters import SqlLetters
from directory.outbound.link_store import SqlLinks
from directory.outbound.privacy_store import SqlPrivacy
from directory.outbound.proposal_store import SqlProposals
from directory.outbound.queries import SqlQueries
from directory.outbound.second_factor_store import SqlSecondFactors
from directory.outbound.session_store import SqlSessions
from directory.outbound.sign_on_store import SqlSignOns


class SqlTransaction:
    """The port `Transaction`, with the reads beside it."""

    def __init__(self, tx: Tx) -> None:
        self.kernel = tx
        self.accounts = SqlAccounts(tx)
        self.customers = SqlCustomers(tx)
        self.customer_queries = SqlCustomerQueries(tx)
        self.proposals = SqlProposals(tx)
        self.duplicates = SqlDuplicates(tx)
        self.billing = SqlBilling(tx)
        self.billing_queries = SqlBillingQueries(tx)
        self.imports = SqlImports(tx)
        self.queries = SqlQueries(tx)
        self.privacy = SqlPrivacy(tx)
        self.areas = SqlAreas(tx)
        self.links = SqlLinks(tx)
        self.letters = SqlLetters(tx)
        self.api_keys = SqlApiKeys(tx)
        self.access = SqlAccessQueries(tx)
        self.sessions = SqlSessions(tx)
        self.second_factors = SqlSecondFactors(tx)
        self.invoices = SqlInvoices(tx)
        self.sign_ons = SqlSignOns(tx)
