"""The events of a playing, counted for people who watch."""

from collections import Counter
from collections.abc import Sequence

from local_stack.demo.play.feed import Event
from local_stack.demo.play.news import sentence

_LAST = 12

_ORDER_STATES = {
    "opened": "open", "started": "in_progress", "rescheduled": "reschedule",
    "slot-booked": "open", "returned": "open", "finished": "finished", "cancelled": "cancelled",
}  # fmt: skip
_TICKET_STATES = {
    "registered": "registered", "assigned": "assigned", "started": "in_progress",
    "finished": "finished", "closed": "closed", "reopened": "in_progress",
    "cancelled": "cancelled",
}  # fmt: skip


class Tally:
    """Fed with events in their order; never asked to forget one."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()
        self.iclass: Counter[str] = Counter()
        self.mails: Counter[str] = Counter()
        self.last: list[str] = []
        self._channels: dict[str, str] = {}
        self._contact_states: dict[str, str] = {}
        self._holders: dict[str, str | None] = {}
        self._tickets: dict[str, str] = {}
        self._orders: dict[str, str] = {}

    def add(self, events: Sequence[Event]) -> None:
        """Count some more."""
        for event in events:
            domain, _, kind = event.type.removesuffix(".v1").partition(".")
            add = {
                "intake": self._contact, "tickets": self._ticket, "orders": self._order,
                "bridge": self._dispatch, "notifications": self._email,
            }[domain]  # fmt: skip
            add(event, kind)
            told = sentence(event)
            if told:
                self.last.append(told)
        del self.last[:-_LAST]

    def contacts(self, channel: str) -> Counter[str]:
        """Contacts of a channel by state, and how many somebody holds."""
        own = [key for key, name in self._channels.items() if name == channel]
        counted = Counter(self._contact_states[key] for key in own)
        counted["taken"] = sum(1 for key in own if self._holders.get(key))
        return counted

    @property
    def tickets(self) -> Counter[str]:
        """Tickets by state."""
        return Counter(self._tickets.values())

    @property
    def orders(self) -> Counter[str]:
        """Orders by state."""
        return Counter(self._orders.values())

    def _contact(self, event: Event, kind: str) -> None:
        data, key = event.data, event.key
        if kind == "contact-received":
            self.received[data["channel"]] += 1
            self._channels[key] = data["channel"]
        if kind in ("contact-received", "contact-state-changed"):
            self._contact_states[key] = data["state"]
        elif kind == "contact-finished":
            self._contact_states[key] = "closed"
        elif kind == "contact-taken":
            self._holders[key] = data["account_name"]
        elif kind == "contact-returned":
            self._holders[key] = None

    def _ticket(self, event: Event, kind: str) -> None:
        state = _TICKET_STATES.get(kind.removeprefix("ticket-"))
        if state:
            self._tickets[event.key] = state

    def _order(self, event: Event, kind: str) -> None:
        state = _ORDER_STATES.get(kind.removeprefix("order-"))
        if state:
            self._orders[event.key] = state

    def _dispatch(self, event: Event, kind: str) -> None:
        self.iclass[event.data.get("milestone", kind)] += 1

    def _email(self, _: Event, kind: str) -> None:
        self.mails[kind] += 1
