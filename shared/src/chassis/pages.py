"""Keyset pages: the next page starts after the last row seen, however much was added meanwhile."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Query
from pydantic import BaseModel

from chassis.errors import Invalid

T = TypeVar("T")
MOST_ROWS = 200

Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows of a page")]
After = Annotated[str | None, Query(max_length=500, description="`next` of the page before")]


class Page(BaseModel, Generic[T]):
    """Some rows of a list, and where the next ones start; `next` is null at the end."""

    items: list[T]
    next: str | None


def page_of(rows: Sequence[T], limit: int, key: Callable[[T], Sequence[Any]]) -> Page[T]:
    """A page from up to `limit + 1` rows: the one too many only says that there is more."""
    shown = list(rows[:limit])
    more = len(rows) > limit
    return Page(items=shown, next=cursor_for(key(shown[-1])) if more else None)


def cursor_for(values: Sequence[Any]) -> str:
    """An opaque text for the sort key of a row."""
    return base64.urlsafe_b64encode(orjson.dumps(list(values), default=str)).decode().rstrip("=")


def position_of(cursor: str | None, *kinds: Callable[[Any], Any]) -> tuple[Any, ...] | None:
    """The sort key in a cursor, each value converted by its kind; Invalid if it is not one."""
    if cursor is None:
        return None
    try:
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        found = tuple(kind(value) for kind, value in zip(kinds, values, strict=True))
    except (ValueError, TypeError, AttributeError, binascii.Error) as error:
        raise _none_of_ours() from error
    if any(isinstance(value, int) and not _fits(value, 64) for value in found):
        raise _none_of_ours()
    return found


def _none_of_ours() -> Invalid:
    return Invalid("`after` is not the `next` of a page.", code="wrong-cursor")


def _fits(number: int, bits: int) -> bool:
    return -1 << bits - 1 <= number < 1 << bits - 1


def small_number(value: Any) -> int:
    """A number in a cursor that is kept as an `integer`: ValueError for one that never was."""
    number = int(value)
    if not _fits(number, 32):
        raise ValueError("not a number of ours")
    return number


def moment(text: Any) -> datetime:
    """A time in a cursor. It was written in UTC: ValueError for any other, which may also be one
    that the database cannot keep."""
    found = datetime.fromisoformat(text)
    if found.utcoffset() != UTC.utcoffset(None):
        raise ValueError("not a time of ours")
    return found
