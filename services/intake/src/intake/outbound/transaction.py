"""One transaction of this service: the kernel's, with its stores."""

from chassis.transactions import Tx
from intake.outbound.contact_store import SqlContacts
from intake.outbound.conversation_store import SqlConversations
from intake.outbound.customer_store import SqlCustomers
from intake.outbound.desk import SqlDesk


class IntakeTransaction:
    """Implements the port `Transaction`; `kernel` is for the edges."""

    def __init__(self, kernel: Tx) -> None:
        self.kernel = kernel
        self.contacts = SqlContacts(kernel)
        self.conversations = SqlConversations(kernel)
        self.customers = SqlCustomers(kernel)
        self.desk = SqlDesk(kernel)
