"""Who sees which rows, declared once per kind of thing.

A declaration (`Rows`) names the columns that tie a row to people. From it come the SQL condition of
lists, counts and details, the predicate that decides about one object, and the policy with which
PostgreSQL itself holds rows back (`row_security`). A test holds the three against each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, false, or_, true
from sqlalchemy import text as sql_text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text, Uuid

from chassis.errors import Forbidden, NotFound
from chassis.reach import Reach, Who, reach_of
from chassis.ties import Tie, Value

_TYPES: Mapping[Value, Any] = {
    Value.ACCOUNT: Uuid(),
    Value.CUSTOMER: Uuid(),
    Value.AREAS: ARRAY(Text()),
}


@dataclass(frozen=True)
class Rows:
    """One kind of thing. `ties` says for each reach what ties a row to somebody; any one does.

    Who reaches all (and the system itself) sees every row; a reach without ties sees none.
    `missing` and `code` are what somebody is told of a row that is not there, or not for them.
    """

    table: str
    ties: Mapping[Reach, tuple[Tie, ...]]
    missing: str
    code: str = "not-found"

    def seen_by(self, actor: Who, row: Mapping[str, Any]) -> bool:
        """Whether this actor sees this row; a mapping with at least the tying columns."""
        reach = reach_of(actor)
        if reach.is_whole:
            return True
        return any(tie.holds(actor, row) for tie in self.ties.get(reach, ()))

    def of(self, row: Mapping[str, Any]) -> "Thing":
        """A row as `authorize` takes it."""
        return Thing(self, row)

    def condition(self, actor: Who, parameter: Callable[[Any], str]) -> str:
        """The rows this actor sees, as SQL; `parameter` takes a value and gives its placeholder."""
        reach = reach_of(actor)
        if reach.is_whole:
            return "true"

        def term(value: Value) -> str:
            return parameter(value.of(actor))

        return _any_of([tie.sql(self.table, term) for tie in self.ties.get(reach, ())])

    def clause(self, actor: Who) -> ColumnElement[bool]:
        """The same for SQLAlchemy."""
        branches = self.branches(actor)
        return or_(*branches) if branches else false()

    def branches(self, actor: Who) -> list[ColumnElement[bool]]:
        """Conditions of which a row must meet one: each can be read in order from an index of its
        own, where their union could not."""
        reach = reach_of(actor)
        if reach.is_whole:
            return [true()]
        return [
            _expression(tie.sql(self.table, _named), one)
            for tie in self.ties.get(reach, ())
            for one in tie.one_by_one(actor)
        ]


@dataclass(frozen=True)
class Thing:
    """One object, as far as scope is concerned."""

    rows: Rows
    row: Mapping[str, Any]


def authorize(actor: Who, action: str, thing: Thing) -> None:
    """Refuse unless this actor may do this to this object.

    `action` is a permission. Raises NotFound where the actor does not see the object, exactly as if
    it did not exist, and Forbidden where they see it and may not.
    """
    if not thing.rows.seen_by(actor, thing.row):
        raise missing(thing.rows)
    if not actor.may(action):
        raise Forbidden(f"This needs the permission {action}.", permission=action)


def missing(rows: Rows) -> NotFound:
    """What somebody is told of a row that is not there, or not for them."""
    return NotFound(rows.missing, code=rows.code)


def placed(values: list[Any], value: Any) -> str:
    """Adds a value to those of a statement; its placeholder."""
    values.append(value)
    return f"${len(values)}"


def _named(value: Value) -> str:
    return f":scope_{value.value}"


def _expression(sql: str, values: Mapping[Value, Any]) -> ColumnElement[bool]:
    used = [
        bindparam(f"scope_{value.value}", held, type_=_TYPES[value], unique=True)
        for value, held in values.items()
        if _named(value) in sql
    ]
    clause: Any = sql_text(f"({sql})").bindparams(*used)
    return clause  # type: ignore[no-any-return]


def _any_of(conditions: list[str]) -> str:
    return f"({' or '.join(conditions)})" if conditions else "false"
