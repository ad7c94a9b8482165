"""Refusals on request: what mail servers do on bad days."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Fault(StrEnum):
    """`REFUSE_451`: try later. `CLOSE_421`: hangs up in the middle of the message. `REFUSE_550`:
    no such address. `DROP_BEFORE_REPLY`: keeps the message and hangs up without a word."""

    REFUSE_451 = "refuse_451"
    CLOSE_421 = "close_421"
    REFUSE_550 = "refuse_550"
    DROP_BEFORE_REPLY = "drop_before_reply"


class BadRule(ValueError):
    """Says what is wrong with a rule."""


@dataclass
class Rule:
    """Strikes the next `next` times, or always when None; only for `address` when it is given."""

    fault: Fault
    next: int | None = None
    address: str | None = None
    fired: int = 0

    def strikes(self, fault: Fault, addresses: Collection[str]) -> bool:
        """Whether it strikes a message to these addresses; asking uses it up."""
        if fault is not self.fault or (self.next is not None and self.fired >= self.next):
            return False
        if self.address is not None and self.address.lower() not in map(str.lower, addresses):
            return False
        self.fired += 1
        return True


class Faults:
    """The rules in force. They do not survive a restart."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def replace(self, rules: Sequence[Rule]) -> None:
        """Forget the rules in force and arm these."""
        self._rules = list(rules)

    def fires(self, fault: Fault, addresses: Collection[str]) -> bool:
        """Whether that fault strikes now."""
        return any(rule.strikes(fault, addresses) for rule in self._rules)

    def as_json(self) -> dict[str, Any]:
        """The rules in force and how often each has struck."""
        return {"rules": [asdict(rule) for rule in self._rules]}


def rules_from(document: object) -> list[Rule]:
    """Read `{"rules": [{"fault", "next"?, "address"?}]}`; BadRule when it is something else."""
    match document:
        case {"rules": [*rules]}:
            return [_rule(rule) for rule in rules]
        case _:
            raise BadRule("the body must be an object with a list 'rules'")


def _rule(given: object) -> Rule:
    match given:
        case {"fault": str(name), **rest} if name in list(Fault):
            return Rule(Fault(name), **_limits(rest))
        case _:
            raise BadRule(f"'fault' must be one of {', '.join(Fault)}")


def _limits(given: dict[Any, Any]) -> dict[str, Any]:
    for name, value in given.items():
        match name, value:
            case "next", int() if value >= 1:
                pass
            case "address", str():
                pass
            case _:
                raise BadRule(f"{name!r} is not 'next' (from 1 on) or 'address' (a text)")
    return given
