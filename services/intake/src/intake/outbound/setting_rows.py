"""A setting as a row, and back: the columns of its table are its fields."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

import asyncpg

T = TypeVar("T")


def columns_of(kind: type[Any]) -> list[str]:
    """The columns of a dataclass, in the order of its fields."""
    return [each.name for each in fields(kind)]


def setting_of(kind: type[T], row: asyncpg.Record) -> T:
    """The setting of a row; arrays become tuples, so that it can be compared and kept."""
    return kind(*map(_plain, row.values()))


def values_of(setting: Any) -> Iterable[Any]:
    """Its values, in the order of its columns."""
    return (getattr(setting, name) for name in columns_of(type(setting)))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
