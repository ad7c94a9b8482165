"""Random lives of a ticket, checked against a table written by hand from the requirements."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from chassis.errors import Conflict
from chassis.policies import Actor
from tickets.domain.category import Category, Kind
from tickets.domain.people import Account, Owner, stamp_of
from tickets.domain.report import Entry, EntryKind, Report, Visibility
from tickets.domain.ticket import Ticket
from tickets.domain.timeline import line_of

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def somebody(name: str, role: str) -> Actor:
    rights = frozenset({"tickets.reopen", "tickets.reopen-closed"})
    return Actor(uuid4(), name, name, role, frozenset({"support"}), rights, None)


CHIEF = somebody("chief", "supervisor")
AGENTS = [somebody("ana", "technician"), somebody("leo", "technician")]

# From the requirements, not from the code: state, what is done, and where that leads
# (B35-B53, E71-E80, X06-X09, X13); what it is about is said while it is pending (E72). What is
# not here is refused.
LEADS_TO = {
    ("registered", "assign"): "assigned",
    ("registered", "cancel"): "cancelled",
    ("registered", "recategorize"): "registered",
    ("registered", "comment"): "registered",
    ("assigned", "assign"): "assigned",
    ("assigned", "start"): "in_progress",
    ("assigned", "comment"): "assigned",
    ("assigned", "comment as assignee"): "in_progress",
    ("assigned", "finish"): "finished",
    ("assigned", "cancel"): "cancelled",
    ("assigned", "recategorize"): "assigned",
    ("in_progress", "assign"): "assigned",
    ("in_progress", "start"): "in_progress",
    ("in_progress", "comment"): "in_progress",
    ("in_progress", "comment as assignee"): "in_progress",
    ("in_progress", "finish"): "finished",
    ("in_progress", "cancel"): "cancelled",
    ("in_progress", "recategorize"): "in_progress",
    ("finished", "comment"): "finished",
    ("finished", "comment as assignee"): "finished",
    ("finished", "close"): "closed",
    ("finished", "reopen"): "in_progress",
    ("closed", "comment"): "closed",
    ("closed", "comment as assignee"): "closed",
    ("closed", "reopen"): "in_progress",
}
WHY_NOT = {
    "cancelled": "ticket-is-cancelled",
    "closed": "ticket-is-closed",
    "finished": "ticket-is-finished",
}


class LifeOfATicket(RuleBasedStateMachine):
    """Does anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        report = Report("Sin conexión", "No navega.", "support")
        self.ticket = Ticket.register(uuid4(), 1, report, stamp_of(CHIEF, AT))
        self.expected = "registered"
        self.assignee: UUID | None = None
        self.reopened = 0
        self.events = len(self.ticket.pull_events())

    @rule(agent=st.sampled_from(AGENTS))
    def assign(self, agent: Actor) -> None:
        if self.assignee == agent.account_id and self.expected in ("assigned", "in_progress"):
            return
        owner = Owner("support", Account(agent.account_id, agent.name))
        if self._do("assign", lambda: self.ticket.assign(owner, stamp_of(CHIEF, AT))):
            self.assignee = agent.account_id

    @rule()
    def start(self) -> None:
        self._do("start", lambda: self.ticket.start(CHIEF, AT))

    @rule(author=st.sampled_from([CHIEF, *AGENTS]))
    def comment(self, author: Actor) -> None:
        entry = Entry(EntryKind.COMMENT, Visibility.INTERNAL, "Se revisó el nodo.")
        mine = author.account_id == self.assignee
        action = "comment as assignee" if mine else "comment"
        self._do(action, lambda: self.ticket.comment(entry, author, AT))

    @rule()
    def finish(self) -> None:
        self._do("finish", lambda: self.ticket.finish("Se reinició la ONU.", CHIEF, AT))

    @rule(open_orders=st.integers(0, 3))
    def close(self, open_orders: int) -> None:
        self._do("close", lambda: self.ticket.close("Listo.", open_orders, stamp_of(CHIEF, AT)))

    @rule()
    def reopen(self) -> None:
        if self._do("reopen", lambda: self.ticket.reopen("Sigue igual.", CHIEF, AT)):
            self.reopened += 1

    @rule()
    def cancel(self) -> None:
        self._do("cancel", lambda: self.ticket.cancel("Duplicado.", stamp_of(CHIEF, AT)))

    @rule(code=st.sampled_from(["no-connection", "slowness"]))
    def recategorize(self, code: str) -> None:
        """E79."""
        known = self.ticket.report.category == code
        category = Category(code, Kind.PROBLEM, code.title())
        stamp = stamp_of(CHIEF, AT)
        action = "recategorize as it was" if known else "recategorize"
        self._do(action, lambda: self.ticket.recategorize(category, stamp))

    @invariant()
    def it_is_where_the_table_says(self) -> None:
        assert self.ticket.state.value == self.expected
        assert self.ticket.reopen_count == self.reopened
        account = self.ticket.owner.account
        assert (account.id if account else None) == self.assignee

    @invariant()
    def only_what_is_solved_has_a_resolution(self) -> None:
        """And only what is closed a closing text."""
        assert (self.ticket.resolution is not None) == (self.expected in ("finished", "closed"))
        assert (self.ticket.closing_text is not None) == (self.expected == "closed")

    def _do(self, action: str, work: object) -> bool:
        assert callable(work)
        target = LEADS_TO.get((self.expected, action.removesuffix(" as it was")))
        if target is None:
            with pytest.raises(Conflict) as refused:
                work()
            assert refused.value.code == self._why_not(action)
            assert refused.value.facts == {"state": self.expected}
            assert self.ticket.pull_events() == []
            return False
        work()
        events = self.ticket.pull_events()
        assert all(line_of(event).kind for event in events)
        assert len(events) == self._news(action, target)
        self.expected = target
        return True

    def _why_not(self, action: str) -> str:
        unassigned = "ticket-not-assigned" if action in ("start", "finish") else None
        if self.expected in WHY_NOT:
            return WHY_NOT[self.expected]
        return unassigned or "ticket-not-finished"

    def _news(self, action: str, target: str) -> int:
        """Starting twice is no news; a first line that starts the work is two."""
        if action == "recategorize as it was":
            return 0
        if action == "start":
            return int(self.expected != target)
        if action == "comment as assignee" and self.expected == "assigned":
            return 2
        return 1


TestLifeOfATicket = LifeOfATicket.TestCase


def test_nothing_leads_back_to_registered() -> None:
    """B36; of the table above, which the machine holds the code to."""
    back = {state for (state, _), target in LEADS_TO.items() if target == "registered"}
    assert back == {"registered"}


def test_nothing_leaves_cancelled() -> None:
    """B50, X08."""
    assert not [state for state, _ in LEADS_TO if state == "cancelled"]
