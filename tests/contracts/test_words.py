"""What people read: codes have words at the console, and a thing has one word everywhere."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from iclass_bridge.application.receive_event import UNHEARD_OF
from iclass_bridge.domain.technician import Deed, VisitState
from intake.application.views import STATE_LABELS as CONTACT_LABELS
from orders.domain.state import State as OrderState
from orders.domain.timeline import Kind
from orders.domain.visit import Milestone
from reporting import words as reported
from tickets.application.labels import ORDER_STATE_LABELS, PRIORITY_LABELS, STATE_LABELS
from tickets.domain.events import EntryAdded, TicketEvent
from tickets.domain.report import EntryKind

ROOT = Path(__file__).parents[2]
GLOSSARY = ROOT / "docs/glossary.md"


def _words(file: str, group: str) -> dict[str, str]:
    """A group of the console's Spanish words, by code; the other languages have the same keys."""
    text = Path(ROOT, "web/src", file).read_text()
    found = re.search(rf"^  {group}: {{(.*?)}},$", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return dict(re.findall(r'"?([\w-]+)"?: "([^"]*)"', found[1]))


def test_every_line_of_a_timeline_says_what_was_done() -> None:
    """A07, B47: many have no text of their own, and mean nothing but for their kind."""
    told = {each.kind for each in get_args(TicketEvent) if each is not EntryAdded}
    kinds = told | set(EntryKind) | set(Kind)

    assert _words("records/words/es.ts", "kinds").keys() == kinds


def test_every_subject_of_an_orders_line_has_a_word() -> None:
    """Milestones, what Iclass has or reported of a visit, and what may have come too late."""
    too_late = {Kind.DISPATCH_CONFIRMED, Kind.DISPATCH_REFUSED}
    subjects = {*get_args(Milestone), *VisitState, *Deed, UNHEARD_OF, *too_late}

    assert _words("records/words/es.ts", "subjects").keys() == subjects


CONTACT_STATES = "live, open, closed"
TICKET_STATES = "registered, assigned, in progress, finished, closed, cancelled"
ORDER_STATES = "open, in progress, reschedule, finished, cancelled"


@pytest.mark.parametrize(
    ("states", "labels"),
    [
        (CONTACT_STATES, CONTACT_LABELS),
        (CONTACT_STATES, reported.CONTACT_STATES),
        (CONTACT_STATES, _words("shared/i18n/es.ts", "states")),
        (TICKET_STATES, STATE_LABELS),
        (TICKET_STATES, reported.TICKET_STATES),
        (TICKET_STATES, _words("contact-desk/attention/words/es.ts", "ticketStates")),
        (ORDER_STATES, {state: state.label for state in OrderState}),
        (ORDER_STATES, ORDER_STATE_LABELS),
        (ORDER_STATES, reported.ORDER_STATES),
        (ORDER_STATES, _words("records/words/es.ts", "orderStates")),
    ],
)
def test_a_state_is_called_what_the_glossary_calls_it(
    states: str, labels: Mapping[str, str]
) -> None:
    """C13, C15, B30, A17, A18: at every service that names it, and at the console."""
    assert dict(labels) == _glossary(states)


def test_a_priority_is_called_the_same_at_the_console() -> None:
    assert _words("records/words/es.ts", "priorities") == dict(PRIORITY_LABELS)


def _glossary(states: str) -> dict[str, str]:
    """The Spanish labels of a row of states, by code."""
    rows = (line.split(" | ") for line in GLOSSARY.read_text().splitlines())
    (row,) = (row for row in rows if row[0] == f"| {states}")
    codes = states.replace(" ", "_").split(",_")
    spanish = row[2].removesuffix(" |").split(";")[0].split(", ")
    return dict(zip(codes, spanish, strict=True))
