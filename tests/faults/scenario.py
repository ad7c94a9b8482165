"""What a scenario is: a file in `scenarios` with one of these, named SCENARIO."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from random import Random

from tests.faults import scenarios
from tests.faults.run import Shape
from tests.faults.world import World

PROCESS_SECONDS, SERVER_SECONDS = 30.0, 60.0
"""Within how many seconds all must be as before, after a process or a broker or database failed."""


@dataclass(frozen=True)
class Expects:
    """What is right for this scenario, beyond what is right for all."""

    recovery_seconds: float = PROCESS_SECONDS


@dataclass(frozen=True)
class Scenario:
    """`hurt` does its faults on a schedule that follows from `chance` alone, and heals all it did.

    `prepare` comes before any traffic (to put broken pieces in the place of real ones, say) and
    `repair` after the final read, whatever happened. With `brokers` 3 the world has three. A
    control is played on a kernel that is broken on purpose, in a world of its own.
    """

    name: str
    title: str
    hurt: Callable[[World, Random], Awaitable[None]]
    brokers: int = 1
    shape: Shape = field(default_factory=Shape)
    expects: Expects = field(default_factory=Expects)
    is_control: bool = False
    prepare: Callable[[World], Awaitable[None]] | None = None
    repair: Callable[[World], Awaitable[None]] | None = None


def all_scenarios() -> Mapping[str, Scenario]:
    """Every scenario by its name, in the order of the plan."""
    modules = (each.name for each in iter_modules(scenarios.__path__))
    found = [import_module(f"{scenarios.__name__}.{name}").SCENARIO for name in modules]
    return {each.name: each for each in sorted(found, key=lambda each: _order(each.name))}


def _order(name: str) -> tuple[int, str]:
    digits = "".join(letter for letter in name if letter.isdecimal())
    return int(digits or 0), name
