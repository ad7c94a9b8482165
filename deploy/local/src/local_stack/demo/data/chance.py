"""Chance that falls the same way every time."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from local_stack.demo import SEED

T = TypeVar("T")


def chance(*path: object) -> Random:
    """A generator of its own for everything that has a name, so that nothing moves when something
    else is added."""
    return Random("/".join(map(str, (SEED, *path))))  # noqa: S311 - nothing here is a secret


def weighted(random: Random, choices: Sequence[tuple[T, float]]) -> T:
    """One of the choices, each as likely as its weight says."""
    place = random.random() * sum(weight for _, weight in choices)
    for choice, weight in choices:
        place -= weight
        if place < 0:
            return choice
    return choices[-1][0]


def digits(random: Random, count: int) -> str:
    """That many digits, the first of them not zero."""
    return str(random.randrange(10 ** (count - 1), 10**count))
