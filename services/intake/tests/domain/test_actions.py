"""C21 to C28, X15: what a viewer can do with a contact."""

from uuid import uuid4

import pytest

from intake.domain.actions import Situation, Viewer, allowed_actions
from intake.domain.words import Channel, State

ME, OTHER = uuid4(), uuid4()
OPERATOR = frozenset(
    {"contacts.take", "contacts.finish", "contacts.link", "contacts.derive", "tickets.read"}
)


@pytest.mark.parametrize(
    ("situation", "actions"),
    [
        (
            Situation(Channel.CALL, State.OPEN, None, True, False, False, False),
            ["take", "service", "relink"],
        ),
        (Situation(Channel.CALL, State.LIVE, None, False, False, False, False), ["take", "link"]),
        (
            Situation(Channel.CALL, State.LIVE, None, True, False, False, True),
            ["take", "service", "relink", "transcript"],
        ),
        (
            Situation(Channel.CALL, State.OPEN, ME, True, True, False, False),
            [
                "attention",
                "return",
                "renew",
                "update",
                "transfer",
                "reason",
                "finish",
                "ticket",
                "derive",
                "service",
                "relink",
            ],
        ),
        (Situation(Channel.CALL, State.OPEN, OTHER, True, True, False, False), ["attention"]),
        (Situation(Channel.CALL, State.OPEN, OTHER, True, False, False, False), []),
        (
            Situation(Channel.CHAT, State.CLOSED, ME, True, True, True, False),
            ["attention", "transcript"],
        ),
        # The caller hung up; what was said is worked on.
        (
            Situation(Channel.CALL, State.CLOSED, ME, True, True, False, False),
            ["attention", "update", "reason", "finish", "ticket", "derive", "service", "relink"],
        ),
        (Situation(Channel.CALL, State.CLOSED, ME, True, True, True, False), ["attention"]),
        (Situation(Channel.CALL, State.CLOSED, None, True, True, False, False), ["attention"]),
        (Situation(Channel.CALL, State.CLOSED, OTHER, True, True, False, False), ["attention"]),
    ],
)
def test_an_operator(situation: Situation, actions: list[str]) -> None:
    assert allowed_actions(situation, Viewer(ME, OPERATOR)) == actions


def test_a_supervisor_takes_contacts_from_their_holders() -> None:
    situation = Situation(Channel.CALL, State.OPEN, OTHER, True, False, False, False)
    supervisor = Viewer(ME, frozenset({"contacts.force-return"}))

    assert allowed_actions(situation, supervisor) == ["return"]


def test_who_may_only_look_sees_no_buttons() -> None:
    situation = Situation(Channel.CALL, State.OPEN, None, False, True, False, False)

    assert allowed_actions(situation, Viewer(ME, frozenset({"contacts.read"}))) == []
