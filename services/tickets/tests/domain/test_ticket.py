"""What a ticket does and refuses, beyond its states."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from chassis.errors import Forbidden, Invalid
from chassis.policies import Actor
from tickets.application.allowed_actions import allowed_actions
from tickets.domain.events import EntryAdded, TicketAssigned, TicketEvent, TicketStarted
from tickets.domain.lifecycle import State
from tickets.domain.people import Account, Owner, Requester, Stamp, stamp_of
from tickets.domain.report import Entry, EntryKind, Report, Visibility
from tickets.domain.ticket import Ticket
from tickets.domain.timeline import line_of

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CHIEF = Actor(uuid4(), "chief", "Chief", "supervisor", frozenset({"support"}), frozenset(), None)
ANA = Actor(uuid4(), "ana", "Ana", "operator", frozenset({"support"}), frozenset(), None)
LEO = Actor(uuid4(), "leo", "Leo", "operator", frozenset({"billing"}), frozenset(), None)
CUSTOMER = Actor(uuid4(), "c", "Carla", "customer", frozenset(), frozenset(), uuid4())
COMMENT = Entry(EntryKind.COMMENT, Visibility.PUBLIC, "Hola.")


def a_ticket(state: State = State.ASSIGNED, owner: Actor | None = ANA) -> Ticket:
    account = Account(owner.account_id, owner.name) if owner else None
    return Ticket(
        id=uuid4(),
        number=7,
        report=Report("Sin conexión", "No navega.", "support"),
        registered=stamp_of(CHIEF, AT),
        owner=Owner("support", account),
        customer_id=None,
        state=state,
    )


def kinds(events: list[TicketEvent]) -> list[str]:
    return [line_of(event).kind for event in events]


def test_a_new_ticket_is_registered_and_belongs_to_its_area() -> None:
    """B35."""
    report = Report("Lentitud", "Lento de noche.", "support")
    ticket = Ticket.register(uuid4(), 1, report, stamp_of(ANA, AT))

    assert ticket.state is State.REGISTERED
    assert ticket.owner == Owner("support")
    assert kinds(ticket.pull_events()) == ["registered"]


def test_the_first_line_of_the_assignee_starts_the_work() -> None:
    """X13."""
    ticket = a_ticket()
    ticket.comment(COMMENT, ANA, AT)

    started, written = ticket.pull_events()
    assert isinstance(started, TicketStarted)
    assert written == EntryAdded(COMMENT, stamp_of(ANA, AT))
    assert ticket.state is State.IN_PROGRESS


def test_a_line_of_somebody_else_starts_nothing() -> None:
    ticket = a_ticket()
    ticket.comment(COMMENT, CHIEF, AT)

    assert ticket.state is State.ASSIGNED


@pytest.mark.parametrize(
    "entry",
    [
        replace(COMMENT, visibility=Visibility.INTERNAL),
        replace(COMMENT, kind=EntryKind.RESOLUTION),
        replace(COMMENT, kind=EntryKind.NOTE),
    ],
)
def test_customers_write_public_comments_only(entry: Entry) -> None:
    with pytest.raises(Forbidden) as refused:
        a_ticket().comment(entry, CUSTOMER, AT)
    assert refused.value.code == "public-comments-only"


def test_its_owner_or_a_supervisor_finishes_it() -> None:
    """X10, B46, E76."""
    for person in (ANA, CHIEF):
        ticket = a_ticket()
        ticket.finish("Resuelto.", person, AT)
        assert ticket.state is State.FINISHED


def test_nobody_else_starts_or_finishes_it() -> None:
    """X10."""
    with pytest.raises(Forbidden) as refused:
        a_ticket().finish("Resuelto.", LEO, AT)
    assert refused.value.code == "not-your-ticket"
    with pytest.raises(Forbidden):
        a_ticket().start(LEO, AT)


def test_where_an_area_owns_it_everybody_of_the_area_does() -> None:
    """B41, X12."""
    ticket = a_ticket(owner=None)
    with pytest.raises(Forbidden):
        ticket.start(LEO, AT)
    ticket.start(ANA, AT)

    assert ticket.state is State.IN_PROGRESS


def test_assigning_it_to_its_owner_again_is_no_news() -> None:
    ticket = a_ticket(State.IN_PROGRESS)
    ticket.assign(ticket.owner, stamp_of(CHIEF, AT))

    assert ticket.pull_events() == []
    assert ticket.state is State.IN_PROGRESS


def test_an_area_that_gets_what_it_reported_itself_is_news() -> None:
    """Registered, it has an area but no owner yet."""
    ticket = a_ticket(State.REGISTERED, owner=None)
    ticket.assign(Owner("support"), stamp_of(CHIEF, AT))

    assert ticket.state is State.ASSIGNED


@pytest.mark.parametrize("blank", ["", "  \n"])
def test_finishing_closing_reopening_and_cancelling_need_words(blank: str) -> None:
    stamp = stamp_of(CHIEF, AT)
    with pytest.raises(Invalid, match="resolution"):
        a_ticket().finish(blank, CHIEF, AT)
    with pytest.raises(Invalid, match="closing text"):
        a_ticket(State.FINISHED).close(blank, 0, stamp)
    with pytest.raises(Invalid, match="reason"):
        a_ticket(State.FINISHED).reopen(blank, CHIEF, AT)
    with pytest.raises(Invalid, match="reason"):
        a_ticket().cancel(blank, stamp)
    with pytest.raises(Invalid, match="body"):
        a_ticket().comment(replace(COMMENT, body=blank), CHIEF, AT)


def test_reopening_a_closed_ticket_needs_a_permission_of_its_own() -> None:
    """X08, E80."""
    with pytest.raises(Forbidden) as refused:
        a_ticket(State.CLOSED).reopen("Sigue igual.", CHIEF, AT)
    assert refused.value.facts == {"permission": "tickets.reopen-closed"}
    with pytest.raises(Forbidden) as elsewhere:
        a_ticket(State.FINISHED).reopen("Sigue igual.", LEO, AT)
    assert elsewhere.value.code == "not-your-area"

    ticket = a_ticket(State.CLOSED)
    boss = replace(CHIEF, permissions=frozenset({"tickets.reopen-closed"}))
    ticket.reopen("Sigue igual.", boss, AT)
    assert ticket.state is State.IN_PROGRESS


def test_reopening_keeps_the_assignee_and_counts() -> None:
    """X09."""
    ticket = a_ticket(State.FINISHED)
    ticket.reopen("Sigue igual.", CHIEF, AT)

    assert ticket.owner.account == Account(ANA.account_id, "Ana")
    assert ticket.reopen_count == 1


def test_a_contact_taken_by_somebody_else_passes_its_ticket_on() -> None:
    """X11."""
    ticket = a_ticket(State.IN_PROGRESS)
    leo, stamp = Account(LEO.account_id, "Leo"), stamp_of(LEO, AT)
    ticket.pass_to_taker("support", leo, stamp)

    assert ticket.pull_events() == [TicketAssigned(Owner("support", leo), stamp)]
    assert ticket.state is State.ASSIGNED


@pytest.mark.parametrize("state", [State.FINISHED, State.CLOSED, State.CANCELLED])
def test_what_is_over_keeps_its_owner_and_remembers_the_taker(state: State) -> None:
    ticket = a_ticket(state)
    ticket.pass_to_taker("support", Account(LEO.account_id, "Leo"), stamp_of(LEO, AT))

    assert kinds(ticket.pull_events()) == ["note"]
    assert ticket.state is state
    assert ticket.owner.account == Account(ANA.account_id, "Ana")


def test_linking_the_same_customer_twice_is_no_news() -> None:
    ticket, customer_id = a_ticket(), uuid4()
    for _ in range(2):
        ticket.link(customer_id, Stamp(None, None, AT))

    assert kinds(ticket.pull_events()) == ["customer_linked"]


def test_screens_are_told_only_what_would_work() -> None:
    """The list of allowed actions and the refusals follow one rule."""
    everything = {f"tickets.{word}" for word in ("assign", "finish", "close", "cancel", "comment")}
    ana = replace(ANA, permissions=frozenset({"tickets.finish", "tickets.comment"}))
    chief = replace(CHIEF, permissions=frozenset(everything))
    owner = a_ticket().owner

    assert allowed_actions(State.ASSIGNED, owner, ana) == ["start", "comment", "finish"]
    assert allowed_actions(State.ASSIGNED, Owner("billing"), ana) == ["comment"]
    assert allowed_actions(State.FINISHED, owner, chief) == ["comment", "close"]
    assert allowed_actions(State.CANCELLED, owner, chief) == []


def test_what_is_known_of_a_customer_is_filled_with_what_the_caller_said() -> None:
    known = Requester(name="Carla Gómez", phone=None, email="carla@example.com")
    said = Requester(name="Carla", phone="+5493511234567", city="Córdoba")

    assert known.filled_from(said) == Requester(
        "Carla Gómez", "+5493511234567", "carla@example.com", "Córdoba"
    )
