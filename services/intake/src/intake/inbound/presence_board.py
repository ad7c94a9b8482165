"""Who was heard to look at contacts, or to write in them: of one process, and only for a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

MOST_SIGNS = 800
"""Beyond it nobody new is noted. Less than what may wait for one reader: all of it can be told."""

MOST_OF_ONE = 3
"""Contacts at which somebody is seen at once: as many as windows that are really looked at."""

MOST_AT_ONE = 10
"""People who are told of at one contact."""


class _Heard(BaseModel):
    """A whisper as it is believed: others may reach Redis, too."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    contact_id: UUID
    by: UUID
    kind: Literal["operator", "customer"]
    name: Annotated[str, Field(max_length=300)]
    state: Literal["viewing", "typing", "writing", "left"]
    seconds: Annotated[float, Field(ge=0, le=60)]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is at a contact; `typing` is to write in it, to whomever."""

    by: UUID
    name: str
    state: Literal["viewing", "typing"]


@dataclass(slots=True)
class _Sign:
    name: str
    looks_until: float
    types_until: float = 0.0


People = tuple[Person, ...]
Standing = Mapping[UUID, People]
"""Who is at which contact, those who type first."""


class PresenceBoard:
    """Nobody has to take their leave: a sign that is not said again lapses."""

    def __init__(self) -> None:
        # By person and contact; those that were said last are last.
        self._signs: dict[tuple[UUID, UUID], _Sign] = {}

    def note(self, words: Mapping[str, Any], now: float) -> None:
        """What was whispered; raises ValueError where that cannot be."""
        heard = _Heard.model_validate(words)
        if heard.kind != "operator":
            return
        key = heard.by, heard.contact_id
        sign = self._signs.pop(key, None)
        if heard.state == "left" or not (sign or self._has_room(heard.by, now)):
            return
        until = now + heard.seconds
        sign = sign or _Sign(heard.name, until)
        sign.name, sign.looks_until = heard.name, max(sign.looks_until, until)
        if heard.state != "viewing":
            sign.types_until = until
        self._signs[key] = sign

    def standing(self, now: float) -> Standing:
        """As it is at this moment."""
        self._let_go(now)
        there = [
            (contact_id, _person(by, sign, now)) for (by, contact_id), sign in self._signs.items()
        ]
        there.sort(key=lambda each: (each[0], each[1].state != "typing", each[1].name, each[1].by))
        grouped = groupby(there, key=lambda each: each[0])
        return {
            contact_id: tuple(person for _, person in people)[:MOST_AT_ONE]
            for contact_id, people in grouped
        }

    def _has_room(self, person: UUID, now: float) -> bool:
        """Whoever goes on elsewhere has left what they looked at first."""
        own = [key for key in self._signs if key[0] == person]
        if len(own) >= MOST_OF_ONE:
            del self._signs[own[0]]
        if len(self._signs) >= MOST_SIGNS:
            self._let_go(now)
        return len(self._signs) < MOST_SIGNS

    def _let_go(self, now: float) -> None:
        self._signs = {key: sign for key, sign in self._signs.items() if sign.looks_until > now}


def _person(by: UUID, sign: _Sign, now: float) -> Person:
    return Person(by, sign.name, "typing" if sign.types_until > now else "viewing")
