"""What imports need of the outside: what was received waits in batches until its turn comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from directory.application.customer_ports import Kept

What = Literal["customers", "billing", "usage"]
Format = Literal["csv", "xlsx", "ndjson"]


@dataclass(frozen=True)
class Column:
    """A column of a file and the field it fills; none where it is left out."""

    header: str
    field: str | None


@dataclass(frozen=True)
class ImportOrder:
    """What was asked for. `source` sets apart numbers of systems that all count from one;
    `columns` are empty for lines, which name their fields themselves."""

    id: UUID
    what: What
    format: Format
    source: str
    dry_run: bool
    country: str
    columns: tuple[Column, ...]
    started_by: UUID
    started_by_name: str


@dataclass(frozen=True)
class RowError:
    """What is wrong with a cell, and what was found there, cut to a hundred signs."""

    row: int
    column: str
    problem: str
    found: str


@dataclass(frozen=True)
class ImportView:
    """An import, and how far it is: `done` of `rows`."""

    import_id: UUID
    what: str
    format: str
    source: str
    dry_run: bool
    state: str
    columns: list[Column]
    rows: int
    done: int
    created: int
    updated: int
    unchanged: int
    refused: int
    started_by: UUID | None
    started_by_name: str
    started_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True)
class ErrorView:
    """A row error with its place in the list of them."""

    number: int
    row: int
    column: str
    problem: str
    found: str


@dataclass(frozen=True)
class PresetView:
    """Which headers mean which fields. Those with `is_saved` can be changed."""

    name: str
    columns: dict[str, str]
    is_saved: bool


class Imports(Protocol):
    """The imports, inside a transaction."""

    async def add(self, order: ImportOrder) -> None: ...

    async def add_batch(self, import_id: UUID, number: int, rows: bytes) -> None: ...

    async def begin(self, import_id: UUID, rows: int) -> None:
        """All is received: have it worked off, beginning with the first batch."""
        ...

    async def take(self, import_id: UUID) -> tuple[ImportOrder, bytes] | None:
        """The next batch, which is gone from now on; None behind the last."""
        ...

    async def progress(self, import_id: UUID, rows: int, kept: Kept, refused: int) -> None:
        """Count a batch that was worked off; the next one is due."""
        ...

    async def complain(self, import_id: UUID, errors: Sequence[RowError]) -> None:
        """Keep what was wrong, up to a limit."""
        ...

    async def finish(self, import_id: UUID) -> None: ...

    async def get(self, import_id: UUID) -> ImportView:
        """How far it is; NotFound."""
        ...

    async def list(
        self, before: tuple[datetime, UUID] | None, limit: int
    ) -> Sequence[ImportView]: ...

    async def errors(self, import_id: UUID, after: int, limit: int) -> Sequence[ErrorView]: ...

    async def presets(self) -> Sequence[PresetView]:
        """Those that were saved."""
        ...

    async def save_preset(self, name: str, columns: dict[str, str], by_name: str) -> None: ...

    async def forget_old(self, found_days: int) -> bool:
        """Drop some of the imports, with their errors, that ended a month ago, and what was found
        in files so many days ago; whether there may be more."""
        ...
