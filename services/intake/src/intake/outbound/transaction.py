"""One transaction of this service: the kernel's, with its stores."""

from chassis.transactions import Tx
from intake.outbound.contact_store import SqlContacts
from intake.outbound.conversation_store import SqlConversations
from intake.outbound.customer_store import SqlCustomers
from intake.outbound.desk import SqlDesk
from intake.outbound.leases import LeaseTimes, SqlLeases
from intake.outbound.message_store import SqlMessages
from intake.outbound.operators import SqlOperators
from intake.outbound.rules import Memory, SqlRules
from intake.outbound.settings_store import SqlSettings
from intake.outbound.timelines import SqlTimelines


class IntakeTransaction:
    """Implements the port `Transaction`; `kernel` is for the edges."""

    def __init__(
        self, kernel: Tx, memory: Memory | None = None, leases: LeaseTimes | None = None
    ) -> None:
        self.kernel = kernel
        memory = memory or Memory()
        self.rules = SqlRules(kernel, memory)
        self.settings = SqlSettings(kernel, memory)
        self.contacts = SqlContacts(kernel)
        self.conversations = SqlConversations(kernel)
        self.customers = SqlCustomers(kernel)
        self.desk = SqlDesk(kernel)
        self.messages = SqlMessages(kernel)
        self.timelines = SqlTimelines(kernel)
        self.leases = SqlLeases(kernel, leases or LeaseTimes())
        self.operators = SqlOperators(kernel)
