"""What people read: every code that the services tell has a word at the console."""

import re
from pathlib import Path
from typing import get_args

from iclass_bridge.application.receive_event import UNHEARD_OF
from iclass_bridge.domain.technician import Deed, VisitState
from orders.domain.timeline import Kind
from orders.domain.visit import Milestone
from tickets.domain.events import EntryAdded, TicketEvent
from tickets.domain.report import EntryKind

ROOT = Path(__file__).parents[2]


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
