"""The words of the contact desk: channels, states, screens, and why something ended a contact."""

from enum import StrEnum


class Channel(StrEnum):
    """How the customer reached us."""

    CALL = "call"
    CHAT = "chat"
    INQUIRY = "inquiry"
    EMAIL = "email"

    @property
    def kind(self) -> "Channel":
        """How it is attended: an e-mail as an inquiry, on the same screen and by the same rules.
        Other services, which know three kinds, are told this one."""
        return Channel.INQUIRY if self is Channel.EMAIL else self


# On these the desk writes to customers.
ANSWERED = frozenset({Channel.CHAT, Channel.EMAIL})


class State(StrEnum):
    """Live: in course. Open: waits for somebody. Closed: attended, or finished."""

    LIVE = "live"
    OPEN = "open"
    CLOSED = "closed"


class Screen(StrEnum):
    """Where the desk shows a contact; what somebody has taken is shown on `mine` as well."""

    CALLS = "calls"
    CALLS_WITHOUT_CITY = "calls-without-city"
    CHATS = "chats"
    INQUIRIES = "inquiries"


TICKET_CLOSED = "ticket-closed"
DERIVED = "derived"

# The exchange says that nobody spoke with the caller, whatever else it reported of the call; first
# in the words of the generic CTI, then in those of FreeSWITCH. A line that broke
# (NETWORK_OUT_OF_ORDER…) says nothing of it: then it depends on whether somebody had answered.
MISSED_CAUSES = frozenset(
    {
        "cancel", "noanswer", "no-answer", "no_answer", "notfound", "not_found", "busy",
        "congestion",
        "originator_cancel", "user_busy", "no_user_response", "call_rejected", "number_changed",
        "unallocated_number", "user_not_registered", "subscriber_absent", "no_route_destination",
        "destination_out_of_order", "normal_circuit_congestion", "switch_congestion",
    }
)  # fmt: skip

# Somebody else has the caller now, who is not to be called back from here.
FORWARDED_CAUSES = frozenset(
    {
        "forwarded",
        "redirection_to_new_destination", "blind_transfer", "attended_transfer", "picked_off",
        "lose_race",
    }
)  # fmt: skip
