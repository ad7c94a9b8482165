"""Misbehaviour on request: what outside systems really do, made repeatable."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Annotated, Self

from pydantic import Field, model_validator

from iclass_simulator.vocabulary import Document


class Fault(StrEnum):
    """The first four concern the work-order API, the others technicians' events."""

    ERROR_500 = "error_500"
    ERROR_429 = "error_429"
    STALL = "stall"
    NO_ANSWER = "no_answer"
    DUPLICATE_EVENT = "duplicate_event"
    REORDER_EVENTS = "reorder_events"
    CONTRADICTORY_CLOSE = "contradictory_close"


class Operation(StrEnum):
    """A call of the work-order API."""

    CREATE = "create"
    READ = "read"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"


class FaultRule(Document):
    """One kind of misbehaviour: the next `next` times, or with `probability` from `seed`.

    `operation` narrows the first four to one call. `seconds` is how long a stall lasts, what
    Retry-After says, and how long a reordered event waits for a later one to overtake it.
    """

    fault: Fault
    next: Annotated[int, Field(ge=1)] | None = None
    probability: Annotated[float, Field(gt=0, le=1)] | None = None
    seed: int = 0
    seconds: Annotated[float, Field(ge=0, le=600)] = 1
    operation: Operation | None = None

    @model_validator(mode="after")
    def _either_counted_or_by_chance(self) -> Self:
        if (self.next is None) == (self.probability is None):
            raise ValueError("give either 'next' or 'probability'")
        return self


class FaultState(Document):
    """A rule and how often it has fired."""

    rule: FaultRule
    fired: int


@dataclass
class _Armed:
    rule: FaultRule
    chance: Random
    fired: int = 0

    def matches(self, fault: Fault, operation: Operation | None) -> bool:
        rule = self.rule
        return rule.fault is fault and rule.operation in (None, operation)

    def strikes(self) -> bool:
        if self.rule.next is not None:
            struck = self.fired < self.rule.next
        else:
            struck = self.chance.random() < (self.rule.probability or 0)
        self.fired += struck
        return struck


class Faults:
    """The rules in force. They do not survive a restart."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []

    def replace(self, rules: Sequence[FaultRule]) -> None:
        """Forget the rules in force and arm these."""
        # Repeatable misbehaviour is the point, so the chance is seeded and not a secret.
        self._armed = [_Armed(rule, Random(rule.seed)) for rule in rules]  # noqa: S311

    def fires(self, fault: Fault, operation: Operation | None = None) -> FaultRule | None:
        """The rule that strikes now, if one does; asking uses it up."""
        for armed in self._armed:
            if armed.matches(fault, operation) and armed.strikes():
                return armed.rule
        return None

    def states(self) -> list[FaultState]:
        """The rules in force, in the order given."""
        return [FaultState(rule=armed.rule, fired=armed.fired) for armed in self._armed]
