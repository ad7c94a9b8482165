"""One transaction of this service: the kernel's, with its stores."""

from chassis.transactions import Tx
from intake.application.channel_systems import SystemMemory
from intake.outbound.attachment_store import SqlAttachments
from intake.outbound.call_back_store import SqlCallBacks
from intake.outbound.canned_store import SqlCannedReplies
from intake.outbound.contact_store import SqlContacts
from intake.outbound.conversation_store import SqlConversations
from intake.outbound.customer_store import SqlCustomers
from intake.outbound.desk import SqlDesk
from intake.outbound.door_stores import DoorStores
from intake.outbound.draft_store import SqlDrafts
from intake.outbound.leases import LeaseTimes, SqlLeases
from intake.outbound.message_store import SqlMessages
from intake.outbound.offer_store import SqlOffers
from intake.outbound.operators import SqlOperators
from intake.outbound.presence import SqlPresence
from intake.outbound.rules import Memory, SqlRules
from intake.outbound.settings_store import SqlSettings
from intake.outbound.ticket_store import SqlCustomerTickets
from intake.outbound.timelines import SqlTimelines
from intake.outbound.view_store import SqlSavedViews
from intake.outbound.waiting import SqlWaiting


class IntakeTransaction:
    """Implements the port `Transaction`; `kernel` is for the edges."""

    def __init__(
        self,
        kernel: Tx,
        memory: Memory | None = None,
        leases: LeaseTimes | None = None,
        systems: SystemMemory | None = None,
    ) -> None:
        self.kernel = kernel
        memory = memory or Memory()
        self.rules = SqlRules(kernel, memory)
        self.settings = SqlSettings(kernel, memory)
        self.presence = SqlPresence(kernel)
        self.waiting = SqlWaiting(kernel)
        self.offers = SqlOffers(kernel)
        self.call_backs = SqlCallBacks(kernel)
        doors = DoorStores(kernel, systems or SystemMemory())
        self.systems, self.channel_keys, self.doors = doors.systems, doors.keys, doors.doors
        self.signing_secrets = doors.signing_secrets
        self.mails, self.ignored = doors.mails, doors.ignored
        self.contacts = SqlContacts(kernel, self.rules)
        self.conversations = SqlConversations(kernel)
        self.customers = SqlCustomers(kernel)
        self.tickets = SqlCustomerTickets(kernel)
        self.desk = SqlDesk(kernel)
        self.views = SqlSavedViews(kernel)
        self.messages = SqlMessages(kernel)
        self.attachments = SqlAttachments(kernel)
        self.timelines = SqlTimelines(kernel)
        self.canned_replies = SqlCannedReplies(kernel)
        self.leases = SqlLeases(kernel, leases or LeaseTimes())
        self.operators = SqlOperators(kernel)
        self.drafts = SqlDrafts(kernel)
