"""All that chats add to the service."""

from chassis.rate_limits import Kind
from intake.inbound import (
    canned_http,
    chat,
    chat_doors,
    presence,
    visitor_http,
    widget_files,
)
from intake.inbound.conversation_teller import (
    OPERATORS,
    VISITORS,
    ConversationTeller,
    VisitorTeller,
)

# Before those of single contacts, whose ids would stand for names.
ROUTERS = [
    chat_doors.router,
    canned_http.router,
    chat.router,
    presence.router,
    visitor_http.router,
    widget_files.router,
]
TELLERS = {OPERATORS: ConversationTeller, VISITORS: VisitorTeller}
RATE_KINDS = {visitor_http.PATH: Kind.VISITING}
