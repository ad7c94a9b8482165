"""Bodies of one JSON object per line, read as they arrive."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from chassis.errors import Invalid, Refusal

M = TypeVar("M", bound=BaseModel)

LONGEST_LINE = 256 << 10
MOST_ERRORS = 500
BODY_OF_LINES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-ndjson": {
                "schema": {"type": "string", "description": "One JSON object per line"}
            }
        },
    }
}
"""What a route that reads lines tells its readers about the body."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class LineTooLong(Invalid):
    """No line of an import is this long; the rest was not read."""

    code = "line-too-long"


@dataclass(frozen=True)
class Line:
    """A line that is not empty; `number` counts from 1, empty ones too."""

    number: int
    content: bytes


async def lines_of(chunks: AsyncIterator[bytes]) -> AsyncIterator[Line]:
    """The lines of a body, whatever the pieces in which it arrives."""
    number, rest = 0, b""
    async for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for content in whole:
            number += 1
            if content.strip():
                yield _line(number, content)
        if len(rest) > LONGEST_LINE:
            raise LineTooLong(f"Line {number + 1} has no end.", line=number + 1)
    if rest.strip():
        yield _line(number + 1, rest)


def _line(number: int, content: bytes) -> Line:
    return Line(number, content.removeprefix(_BYTE_ORDER_MARK) if number == 1 else content)


class Problem(BaseModel):
    """What is wrong with a field; `field` is empty when it is the line as a whole."""

    field: str
    message: str


class LineErrors(BaseModel):
    """Why a line was left out. Never what it contained."""

    line: int
    problems: list[Problem]


class ImportReport(BaseModel):
    """What became of the lines. `errors` holds the first 500 of the `refused` ones."""

    created: int
    updated: int
    unchanged: int
    refused: int
    errors: list[LineErrors]


@dataclass
class Tally:
    """The report in the making."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    errors: list[LineErrors] = field(default_factory=list)

    def refuse(self, line: int, problems: list[Problem]) -> None:
        """Leave a line out and go on."""
        self.refused += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(LineErrors(line=line, problems=problems))

    def count(self, outcome: Literal["created", "updated", "unchanged"]) -> None:
        """One more line that did well."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def report(self) -> ImportReport:
        """The counts, and the errors in the order of lines."""
        return ImportReport(
            created=self.created,
            updated=self.updated,
            unchanged=self.unchanged,
            refused=self.refused,
            errors=sorted(self.errors, key=lambda error: error.line),
        )


def parsed(line: Line, model: type[M], tally: Tally) -> M | None:
    """The line as a model; None, and told to the tally, where it is not one."""
    try:
        return model.model_validate_json(line.content)
    except ValidationError as error:
        tally.refuse(line.number, problems_of(error))
        return None


def problems_of(error: ValidationError) -> list[Problem]:
    """Fields and reasons, without the values."""
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [Problem(field=".".join(map(str, e["loc"])), message=e["msg"]) for e in found[:20]]


def refusal_of(error: Refusal) -> list[Problem]:
    """The same for a line that breaks a rule."""
    return [Problem(field="", message=f"{error.code}: {error}")]
