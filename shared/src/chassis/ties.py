"""What can tie a row to somebody, each as a predicate and as SQL."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from chassis.reach import Who

Row = Mapping[str, Any]


class Value(StrEnum):
    """What a tie needs to know of the one who asks."""

    ACCOUNT = "account"
    AREAS = "areas"
    CUSTOMER = "customer"

    def of(self, actor: Who) -> Any:
        """It, of this actor; areas as a list."""
        if self is Value.ACCOUNT:
            return actor.account_id
        return sorted(actor.areas) if self is Value.AREAS else actor.customer_id


Term = Callable[[Value], str]


class Tie(Protocol):
    """One way for a row to be somebody's."""

    def holds(self, actor: Who, row: Row) -> bool:
        """Whether the row is tied to this actor."""
        ...

    def sql(self, table: str, term: Term) -> str:
        """The same as a condition on the table; `term` gives the SQL of a value."""
        ...

    def one_by_one(self, actor: Who) -> Iterator[Mapping[Value, Any]]:
        """The values to ask with, so that each question has one answer in an index."""
        ...


@dataclass(frozen=True)
class Every:
    """No row is more this actor's than another's: they see all of them."""

    def holds(self, actor: Who, row: Row) -> bool:
        return True

    def sql(self, table: str, term: Term) -> str:
        return "true"

    def one_by_one(self, actor: Who) -> Iterator[Mapping[Value, Any]]:
        yield {}


@dataclass(frozen=True)
class InArea:
    """The column names one of the actor's areas."""

    column: str

    def holds(self, actor: Who, row: Row) -> bool:
        return row[self.column] in actor.areas

    def sql(self, table: str, term: Term) -> str:
        return f"{table}.{self.column} = any(cast({term(Value.AREAS)} as text[]))"

    def one_by_one(self, actor: Who) -> Iterator[Mapping[Value, Any]]:
        return _area_by_area(actor)


@dataclass(frozen=True)
class ByAccount:
    """The column names the actor's account: they do it, or they asked for it."""

    column: str

    def holds(self, actor: Who, row: Row) -> bool:
        return bool(row[self.column] == actor.account_id)

    def sql(self, table: str, term: Term) -> str:
        return f"{table}.{self.column} = cast({term(Value.ACCOUNT)} as uuid)"

    def one_by_one(self, actor: Who) -> Iterator[Mapping[Value, Any]]:
        yield {Value.ACCOUNT: actor.account_id}


@dataclass(frozen=True)
class OfCustomer:
    """The column names the customer whose account it is; an account of no customer has none."""

    column: str

    def holds(self, actor: Who, row: Row) -> bool:
        return actor.customer_id is not None and bool(row[self.column] == actor.customer_id)

    def sql(self, table: str, term: Term) -> str:
        return f"{table}.{self.column} = cast({term(Value.CUSTOMER)} as uuid)"

    def one_by_one(self, actor: Who) -> Iterator[Mapping[Value, Any]]:
        if actor.customer_id is not None:
            yield {Value.CUSTOMER: actor.customer_id}


@dataclass(frozen=True)
class GivenToArea:
    """It was given to one of the actor's areas and to nobody of it by name: then it is everybody's
    there. `untouched` is the state in which nobody has given it to anybody yet; rows without a
    state were all given to somebody."""

    area: str
    account: str
    state: str | None = None
    untouched: str = ""

    def holds(self, actor: Who, row: Row) -> bool:
        given = self.state is None or row[self.state] != self.untouched
        return row[self.account] is None and given and row[self.area] in actor.areas

    def sql(self, table: str, term: Term) -> str:
        nobodys = (
            f"{table}.{self.area} = any(cast({term(Value.AREAS)} as text[]))"
            f" and {table}.{self.account} is null"
        )
        if self.state is None:
            return nobodys
        return f"{nobodys} and {table}.{self.state} <> '{self.untouched}'"

    def one_by_one(self, actor: Who) -> Iterator[Mapping[Value, Any]]:
        return _area_by_area(actor)


def _area_by_area(actor: Who) -> Iterator[Mapping[Value, Any]]:
    yield from ({Value.AREAS: [area]} for area in sorted(actor.areas))
