"""All that chats add to the service."""

from chassis.rate_limits import Kind
from intake.inbound import (
    attachment_doors,
    canned_http,
    chat,
    chat_doors,
    http_attachments,
    presence,
    visitor_attachments,
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
    attachment_doors.router,
    chat_doors.router,
    canned_http.router,
    chat.router,
    http_attachments.router,
    presence.router,
    visitor_http.router,
    visitor_attachments.router,
    widget_files.router,
]
TELLERS = {OPERATORS: ConversationTeller, VISITORS: VisitorTeller}
RATE_KINDS = {visitor_http.PATH: Kind.VISITING}
