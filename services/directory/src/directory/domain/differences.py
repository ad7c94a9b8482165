"""What is different between two states of a customer, field by field, for its history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from directory.domain.customer import Contract, Customer, Unit

_LISTS = {"contracts", "units", "number"}


@dataclass(frozen=True)
class Difference:
    """A field with its values; a contract or unit that came or went is a field as a whole."""

    field: str
    before: Any
    after: Any


def differences(before: Customer, after: Customer) -> list[Difference]:
    """In the order of fields; empty if they are alike."""
    return [
        *_of_fields("", before, after),
        *_of_parts("contracts", _by_number(before.contracts), _by_number(after.contracts)),
        *_of_parts("units", _by_serial(before.units), _by_serial(after.units)),
    ]


def _of_fields(prefix: str, before: Any, after: Any) -> Iterator[Difference]:
    for field in fields(before):
        if field.name in _LISTS:
            continue
        one, other = getattr(before, field.name), getattr(after, field.name)
        if one != other:
            yield Difference(prefix + field.name, one, other)


def _of_parts(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            yield Difference(f"{name}.{key}", one, other)
        else:
            yield from _of_fields(f"{name}.{key}.", one, other)


def _by_number(contracts: Iterable[Contract]) -> dict[str, Contract]:
    return {contract.number: contract for contract in contracts}


def _by_serial(units: Iterable[Unit]) -> dict[str, Unit]:
    return {unit.serial: unit for unit in units}
