"""A contract that somebody relies on only grows; and the check that says so can fail."""

from typing import Any, ClassVar, Literal
from uuid import UUID

import pytest
from pydantic import Field, create_model

from contracts.event import Event, Part, Topic
from contracts.registry import EVENTS
from tero.documents.committed import FOLDER, all_breaking_changes, committed_schemas
from tero.documents.compatibility import breaking_changes
from tero.documents.schemas import schema_of

TOPIC = Topic("trial.letters", owner="trial", description="A trial.")


class Address(Part):
    """Where it goes."""

    street: str
    city: str | None = None


class LetterWrittenV1(Event):
    """Somebody wrote a letter."""

    type: ClassVar[str] = "trial.letter-written.v1"
    topic: ClassVar[Topic] = TOPIC

    letter_id: UUID
    kind: Literal["plain", "express"]
    pages: int = 1
    note: str | None = None
    lines: list[Address]
    sender: Address | None = None


FIELDS: dict[str, Any] = {
    name: (field.annotation, field) for name, field in LetterWrittenV1.model_fields.items()
}


def letter(*without: str, **fields: Any) -> type[Event]:
    """The contract with other fields."""
    kept = {name: field for name, field in FIELDS.items() if name not in without}
    made: type[Event] = create_model(
        "LetterWrittenV1", __base__=Event, __doc__="Other words.", **(kept | fields)
    )
    made.type = LetterWrittenV1.type
    made.topic = TOPIC
    return made


def changes(changed: type[Event]) -> list[str]:
    return breaking_changes(schema_of(LetterWrittenV1), schema_of(changed))


def test_nobody_who_relies_on_a_contract_is_broken() -> None:
    """Make a new version instead; `python -m tero schemas` tells the same."""
    assert all_breaking_changes(committed_schemas(FOLDER / "schemas"), EVENTS) == []


def test_a_field_with_a_default_may_be_added_and_words_may_change() -> None:
    assert changes(letter(colour=(str | None, None), weight=(int, 20))) == []


class Elsewhere(Part):
    """An address that must have a city."""

    street: str
    city: str


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        (letter("note"), "note: the field was removed"),
        (letter("note", remark=(str | None, None)), "note: the field was removed"),
        (letter(colour=(str, ...)), "colour: a new field is required"),
        (letter(pages=(int, ...)), "pages: it became required"),
        (letter(letter_id=(UUID | None, None)), "letter_id: it became optional"),
        (letter(letter_id=(str, ...)), 'letter_id: format changed from "uuid" to null'),
        (letter(pages=(str, "1")), 'pages: type changed from "integer" to "string"'),
        (letter(pages=(int, 2)), "pages: default changed from 1 to 2"),
        (
            letter(pages=(int, Field(1, le=9))),
            "pages: maximum changed from null to 9",
        ),
        (letter(note=(int | None, None)), "note: its type changed"),
        (letter(note=(str, "")), "note: its type changed"),
        (
            letter(kind=(Literal["plain", "express", "air"], ...)),
            'kind: the value "air" was added',
        ),
        (letter(kind=(Literal["plain"], ...)), 'kind: the value "express" was removed'),
        (letter(lines=(list[Elsewhere], ...)), "lines[].city: it became required"),
        (letter(lines=(list[str], ...)), "lines[].street: the field was removed"),
        (letter(sender=(Elsewhere | None, None)), "sender.city: it became required"),
    ],
)
def test_what_breaks_a_reader_is_noticed(changed: type[Event], complaint: str) -> None:
    assert complaint in changes(changed)


def test_a_contract_that_is_gone_is_noticed() -> None:
    committed = {LetterWrittenV1.type: schema_of(LetterWrittenV1)}

    assert all_breaking_changes(committed, {}) == [
        "trial.letter-written.v1: the contract was removed"
    ]
    assert all_breaking_changes(committed, {LetterWrittenV1.type: letter("note")}) == [
        "trial.letter-written.v1: note: the field was removed"
    ]


def test_a_new_contract_breaks_nobody() -> None:
    assert all_breaking_changes({}, {LetterWrittenV1.type: LetterWrittenV1}) == []
