"""Commands as they are sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.tickets.tests.walks.rules import Deed, Somebody

LINES = (("comment", "public"), ("comment", "internal"), ("note", "internal"))
_SAID = {
    "start": {},
    "finish": {"resolution": "Se reinició la ONU."},
    "close": {"closing_text": "Listo."},
    "reopen": {"reason": "Sigue igual."},
    "cancel": {"reason": "Duplicado."},
}


@dataclass(frozen=True)
class Words:
    """What a command could say: the area and the one to whom a ticket is given, and what kind of
    line is written for whom."""

    area: str
    named: int | None
    line: tuple[str, str]


def deed_of(step: str, words: Words, cast: Sequence[Somebody]) -> Deed:
    """The command, with those of the words that belong into it."""
    if step == "entries":
        kind, visibility = words.line
        return Deed(step, {"kind": kind, "visibility": visibility, "body": "Hola."})
    if step != "assign":
        return Deed(step, _SAID[step])
    if words.named is None:
        return Deed(step, {"area": words.area})
    named = cast[words.named % len(cast)]
    return Deed(step, {"area": words.area, "account_id": named.id}, named)
