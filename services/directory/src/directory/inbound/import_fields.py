"""The fields a column of a file may fill, and how a cell of each is read."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, get_args

from directory.domain.national_id import Kind
from directory.domain.search import folded

_STATES = {
    "active": ("active", "activo", "activa", "habilitado", "habilitada", "enabled", "alta"),
    "suspended": (
        "suspended", "suspendido", "suspendida", "cortado", "deshabilitado", "disabled", "moroso",
    ),
    "ended": ("ended", "baja", "de baja", "cancelado", "cancelada", "cancelled", "inactivo"),
}  # fmt: skip
_KINDS = {
    "person": ("person", "persona", "persona fisica", "fisica", "individuo", "residencial"),
    "company": ("company", "empresa", "persona juridica", "juridica", "corporativo"),
}
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_COORDINATES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*")
# Spreadsheets count days; they all believe that 1900 had a 29th of February.
_FIRST_DAY = date(1899, 12, 30)
_SOME_DAY = re.compile(r"[2-7]\d{4}(\.0+)?")


def _text(cell: str) -> str:
    return cell


def _word(words: Mapping[str, tuple[str, ...]]) -> Callable[[str], str]:
    meanings = {word: meaning for meaning, known in words.items() for word in known}

    def read(cell: str) -> str:
        meaning = meanings.get(folded(cell))
        if meaning is None:
            raise ValueError(f"is none of {', '.join(words)}")
        return meaning

    return read


def _id_kind(cell: str) -> str:
    kind = cell.replace(".", "").strip().upper()
    if kind not in get_args(Kind):
        raise ValueError(f"is none of {', '.join(get_args(Kind))}")
    return kind


def _upper(cell: str) -> str:
    return cell.upper()


def _number(cell: str) -> float:
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        raise ValueError("is no number") from None
    if not math.isfinite(number):
        raise ValueError("is no number")
    return number


def _kbps(factor: int) -> Callable[[str], int]:
    return lambda cell: round(_number(cell) * factor)


def _coordinates(cell: str) -> tuple[float, float]:
    match = _COORDINATES.fullmatch(cell)
    if match is None:
        raise ValueError("is no pair of coordinates")
    return float(match[1]), float(match[2])


def _day(cell: str) -> str:
    """ISO, day first, or a spreadsheet's number."""
    try:
        if match := _DAY_FIRST.fullmatch(cell):
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        if _SOME_DAY.fullmatch(cell):
            return (_FIRST_DAY + timedelta(days=int(float(cell)))).isoformat()
        return date.fromisoformat(cell[:10]).isoformat()
    except ValueError:
        raise ValueError("is no date") from None


READERS: Mapping[str, Callable[[str], Any]] = {
    "number": _text,
    "name": _text,
    "kind": _word(_KINDS),
    "national_id_kind": _id_kind,
    "national_id": _text,
    "country": _upper,
    "language": _text,
    "phones": _text,
    "emails": _text,
    "fax": _text,
    "contact_data": _text,
    "contract.number": _text,
    "contract.plan": _text,
    "contract.state": _word(_STATES),
    "contract.address": _text,
    "contract.city": _text,
    "contract.node": _text,
    "contract.server": _text,
    "contract.speed_down_kbps": _kbps(1),
    "contract.speed_up_kbps": _kbps(1),
    "contract.speed_down_mbps": _kbps(1024),
    "contract.speed_up_mbps": _kbps(1024),
    "contract.latitude": _number,
    "contract.longitude": _number,
    "contract.coordinates": _coordinates,
    "unit.serial": _text,
    "unit.item_number": _text,
    "unit.kind": _text,
    "unit.warranty_until": _day,
}
"""How the text of a cell becomes a value; ValueError says what it is not."""

MANY = frozenset({"phones", "emails", "contact_data"})
"""Fields that several columns may fill."""
