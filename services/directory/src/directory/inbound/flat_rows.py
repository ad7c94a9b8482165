"""Rows of a table as customers: one row, or several with the same number, for each.

A row says what it says and no more: fields without a column, contracts and units that no row names
stay as they are known.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from pydantic import ValidationError

from directory.application.customer_ports import Said
from directory.application.import_ports import Column, RowError
from directory.domain.customer import Customer, as_number, customer_id_of
from directory.inbound.customer_lines import CustomerLine, WrongLine, customer_of
from directory.inbound.grids import GridRow
from directory.inbound.import_fields import MANY, READERS
from directory.inbound.import_guesses import fill_in
from directory.inbound.lines import problems_of
from directory.inbound.lines_of_customers import customer_line

_PARTS = {"contract": ("contracts", "number"), "unit": ("units", "serial")}


@dataclass
class _Row:
    """A row read cell by cell, and where its fields stand, to blame the right one."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Flat:
    """A batch of rows on its way: first their cells, then, with what is known, the customers."""

    country: str
    language: str
    errors: list[RowError] = field(default_factory=list)
    groups: dict[str, list[_Row]] = field(default_factory=dict)
    refused: int = 0

    @property
    def ids(self) -> list[UUID]:
        """Whom the rows speak of."""
        return [customer_id_of(number) for number in self.groups]

    def read(self, rows: Iterable[GridRow], columns: Sequence[Column], source: str) -> None:
        """Cells to values; a row with a cell that cannot be read is left out."""
        for grid_row in rows:
            row = _Row(grid_row.number)
            errors = list(_read_cells(row, grid_row.cells, columns))
            if not errors and "number" not in row.values:
                errors = [RowError(row.number, "", "has no customer's number", "")]
            if errors:
                self.refused += 1
                self.errors += errors
                continue
            number = as_number(prefixed(str(row.values["number"]), source))
            self.groups.setdefault(number, []).append(row)

    def said(self, known: Mapping[UUID, Customer]) -> list[Said]:
        """The customers that the rows mean, laid over what is known of them."""
        found: list[Said] = []
        for number, rows in self.groups.items():
            before = known.get(customer_id_of(number))
            try:
                found.append(self._customer(number, rows, before))
            except ValidationError as error:
                self._blame(rows, [(p.field, p.message) for p in problems_of(error)])
            except WrongLine as error:
                self._blame(rows, [(p.field, p.message) for p in error.problems])
        return found

    def _customer(self, number: str, rows: list[_Row], before: Customer | None) -> Said:
        line = customer_line(before) if before else {}
        for row in rows:
            _lay_over(line, row)
        line["number"] = number
        fill_in(line, self.country)
        form = CustomerLine.model_validate(line)
        digest = hashlib.sha256(orjson.dumps([row.said for row in rows])).digest()
        customer = customer_of(form, country=self.country, language=self.language)
        return Said(customer, digest)

    def _blame(self, rows: list[_Row], problems: list[tuple[str, str]]) -> None:
        """The last row that says the field, or the first of all for what none says."""
        self.refused += len(rows)
        for path, message in problems:
            name, place = _field_of(path)
            row = next((r for r in reversed(rows) if name in r.places), rows[0])
            places = row.places.get(name, [(name, "")])
            header, found = places[place if place < len(places) else 0]
            self.errors.append(RowError(row.number, header, message, found))


def prefixed(number: str, source: str) -> str:
    """A number of a source that is named, set apart from those of others."""
    return f"{source}-{number}" if source else number


def _read_cells(row: _Row, cells: Sequence[str], columns: Sequence[Column]) -> Iterable[RowError]:
    for cell, column in zip(cells, columns, strict=False):
        text = cell.strip()
        if column.field is None or not text:
            continue
        reader: Callable[[str], Any] = READERS[column.field]
        row.places.setdefault(column.field, []).append((column.header, text))
        row.said.append((column.field, text))
        try:
            value = reader(text)
        except ValueError as error:
            yield RowError(row.number, column.header, str(error), text)
            continue
        if column.field == "contact_data":
            value = {"label": column.header, "value": value}
        if column.field in MANY:
            row.values.setdefault(column.field, []).append(value)
        else:
            row.values[column.field] = value


def _lay_over(line: dict[str, Any], row: _Row) -> None:
    parts: dict[str, dict[str, Any]] = {"contract": {}, "unit": {}}
    for name, value in row.values.items():
        part, _, inner = name.partition(".")
        if not inner:
            line[name] = value
        elif inner == "coordinates":
            parts[part]["latitude"], parts[part]["longitude"] = value
        else:
            parts[part][inner.replace("_mbps", "_kbps")] = value
    if parts["contract"]:
        # Who names none has one, which has the customer's number.
        parts["contract"].setdefault("number", row.values["number"])
    if parts["unit"] and parts["contract"]:
        parts["unit"]["contract"] = parts["contract"]["number"]
    for part, values in parts.items():
        if values:
            _lay_part(line, part, values)


def _lay_part(line: dict[str, Any], part: str, values: dict[str, Any]) -> None:
    name, key = _PARTS[part]
    known = line.setdefault(name, [])
    wanted = as_number(str(values.get(key, "")))
    for place, each in enumerate(known):
        if as_number(str(each.get(key, ""))) == wanted:
            known[place] = {**each, **values}
            return
    known.append(values)


def _field_of(path: str) -> tuple[str, int]:
    """`contracts.2.city` is what the column `contract.city` fills, `phones.1` what the second
    column of phones does."""
    first, *rest = path.split(".")
    for part, (name, key) in _PARTS.items():
        if first == name:
            return f"{part}.{rest[-1] if len(rest) > 1 else key}", 0
    return first, int(rest[0]) if rest and rest[0].isdecimal() else 0
