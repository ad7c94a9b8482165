"""Facets: columns of a row that change together, each kept by the newest event that names them.

A row is a bundle of facets with a version each, so events commute: in whatever order they come, and
however often, the same row results. That is what makes these tables disposable. Forget them, read
the topics again, and they are what they were.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from chassis.cloudevents import Received
from chassis.contract import Contract
from chassis.database import Driver
from chassis.handlers import Handles
from reporting.transaction import Transaction

Told = tuple[UUID, int, tuple[object, ...]]
Values = Callable[[Received[Any]], tuple[object, ...] | None]

_WRITE = """
insert into {table} as t ({key}, {version}, {columns})
select * from unnest({arrays})
on conflict ({key}) do update set {version} = excluded.{version}, {changes}
where t.{version} is null or t.{version} {older} excluded.{version}
"""


@dataclass(frozen=True)
class Facet:
    """`columns` names each column and its SQL type; `version` is the column that orders events.

    The newest event wins; with `first` the oldest does.
    """

    table: str
    key: str
    version: str
    columns: tuple[tuple[str, str], ...]
    first: bool = False

    @cached_property
    def statement(self) -> str:
        """The upsert of any number of rows, each key once."""
        types = ["uuid", "bigint", *(kind for _, kind in self.columns)]
        names = [name for name, _ in self.columns]
        return _WRITE.format(
            table=self.table,
            key=self.key,
            version=self.version,
            columns=", ".join(names),
            arrays=", ".join(f"${n}::{kind}[]" for n, kind in enumerate(types, 1)),
            changes=", ".join(f"{name} = excluded.{name}" for name in names),
            older=">" if self.first else "<",
        )

    async def write(self, connection: Driver, told: Iterable[Told]) -> None:
        """Keep what these events say, unless it is outdated already."""
        kept: dict[UUID, Told] = {}
        for item in told:
            known = kept.get(item[0])
            if known is None or self._replaces(item[1], known[1]):
                kept[item[0]] = item
        if kept:
            rows = [(key, version, *values) for key, version, values in kept.values()]
            await connection.execute(self.statement, *zip(*rows, strict=True))

    def _replaces(self, version: int, known: int) -> bool:
        return version < known if self.first else version > known


def keeps(contract: type[Contract], key: str, *parts: tuple[Facet, Values]) -> Handles[Transaction]:
    """Keep parts of an event in facets; `key` is the field with the row's id.

    A part whose values are None says nothing about its facet.
    """

    async def handle(events: Sequence[Received[Any]], tx: Transaction) -> None:
        connection = await tx.kernel.driver()
        for facet, values in parts:
            await facet.write(connection, _told(events, key, values))

    return Handles(contract, handle, repeatable=True)


def _told(events: Sequence[Received[Any]], key: str, values: Values) -> Iterable[Told]:
    for event in events:
        said = values(event)
        if said is not None:
            yield getattr(event.data, key), event.sequence or 0, said
