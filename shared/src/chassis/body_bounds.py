"""How large a body may be: usually 2 MiB, and more where a route says so."""

from collections.abc import Mapping
from typing import Any

LARGEST_BODY = 2 << 20


def bound_of(scope: Mapping[str, Any]) -> int:
    """Bytes that this request may have; the usual ones before its route is found."""
    own = getattr(scope.get("route"), "max_body_size", None)
    return LARGEST_BODY if own is None else own


def is_worked_off(scope: Mapping[str, Any]) -> bool:
    """Whether nobody holds this body whole: a route that allows more than usual reads it piece by
    piece, and is done with each before it asks for the next."""
    return bound_of(scope) > LARGEST_BODY
