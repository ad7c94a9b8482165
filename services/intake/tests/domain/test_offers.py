"""To whom a waiting contact is offered."""

from datetime import UTC, datetime
from uuid import UUID

from intake.domain.claim import Operator
from intake.domain.offers import Candidate, Waiting, matches
from intake.domain.queues import Queue

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def queue(offers: str, *skills: str) -> dict[str, Queue]:
    return {"q": Queue("q", "Q", offers=offers, skills=skills)}


def somebody(number: int, *skills: str, busy: int = 0, **known: object) -> Candidate:
    candidate = Candidate(
        Operator(UUID(int=number), f"O{number}"), (), frozenset(skills), 3, busy, False, None
    )
    for name, value in known.items():
        setattr(candidate, name, value)
    return candidate


def contact(number: int, *asked: int) -> Waiting:
    return Waiting(UUID(int=100 + number), "q", frozenset(UUID(int=each) for each in asked))


def given(queues: dict[str, Queue], people: list[Candidate], *waiting: Waiting) -> list[int]:
    return [match[2].operator.id.int for match in matches(waiting, queues, people)]


def test_in_turns_who_was_asked_longest_ago_is_asked() -> None:
    people = [somebody(1, last_offered_at=NOW), somebody(2, busy=2), somebody(3, busy=0)]

    assert given(queue("round-robin"), people, contact(1), contact(2), contact(3)) == [2, 3, 1]


def test_the_least_busy_is_asked() -> None:
    people = [somebody(1, busy=2), somebody(2, busy=1, last_offered_at=NOW), somebody(3, busy=2)]

    assert given(queue("least-busy"), people, contact(1)) == [2]


def test_who_can_do_little_else_is_asked_before_who_can_do_much() -> None:
    people = [somebody(1, "fiber", "billing", "sales"), somebody(2, "fiber", busy=2), somebody(3)]

    assert given(queue("skills", "fiber"), people, contact(1), contact(2)) == [2, 1]


def test_nobody_is_asked_who_is_full_ringing_elsewhere_or_was_asked() -> None:
    people = [
        somebody(1, busy=3),
        somebody(2, ringing=True),
        somebody(3, queues=["other"]),
        somebody(4),
        somebody(5, capacity=0),
    ]

    assert given(queue("round-robin"), people, contact(1, 4)) == []
    assert given(queue("round-robin"), people, contact(1, 1), contact(2)) == [4]
