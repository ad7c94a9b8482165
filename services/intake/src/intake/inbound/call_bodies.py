"""A step of a call in the generic CTI words, made comparable whoever sends it."""

import hashlib
from typing import Annotated, Any, Literal

import orjson
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from contracts.channels import CallReportedV1, ShortText, Transcript
from intake.inbound.call_fields import fields_of

# Bridges may use names of up to 250 characters, ours have 200.
_LONGEST_SENT_ID = 250
_LONGEST_ID = 200
_KEPT_OF_LONG_ID = 135
_LONGEST_TEXT = 300

_EVENTS: dict[str, Literal["new_call", "answer", "hangup"]] = {
    "newcall": "new_call",
    "answer": "answer",
    "hangup": "hangup",
}
_DIRECTIONS = {"inbound": "in", "incoming": "in", "outbound": "out", "outgoing": "out"}
# A call between two of our own telephones is nobody's contact, as one that we make is not.
_OUTSIDE = {"internal": "out", "local": "out"}


def _joined(value: Any) -> Any:
    """Bridges repeat `user` for every telephone that rings, which may be half the company."""
    if isinstance(value, list):
        return ", ".join(map(str, value))[:_LONGEST_TEXT]
    return value


def _single(value: Any) -> Any:
    """What is said twice is said once."""
    return value[0] if isinstance(value, list) and value else value


def _direction(value: Any) -> Any:
    said = _single(value)
    if not isinstance(said, str):
        return "in" if said is None else said
    word = said.strip().lower()
    return (_DIRECTIONS | _OUTSIDE).get(word, word) or "in"


def _event(value: Any) -> str:
    """Refused in the words of those who send it, which are not those of the topic."""
    said = _single(value)
    word = said.strip().lower().replace("_", "") if isinstance(said, str) else ""
    if word not in _EVENTS:
        raise PydanticCustomError("call_event", "Input should be 'newCall', 'answer' or 'hangup'")
    return _EVENTS[word]


def _short_id(value: Any) -> Any:
    said = _single(value)
    if not isinstance(said, str) or not _LONGEST_ID < len(said) <= _LONGEST_SENT_ID:
        return said
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{said[:_KEPT_OF_LONG_ID]}:{digest}"


def _lines(value: Any) -> Any:
    """A form has no lists: there it is a text in JSON."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value or "[]")
    except orjson.JSONDecodeError:
        return value


Text = Annotated[ShortText | None, BeforeValidator(_single)]
CallId = Annotated[
    str,
    BeforeValidator(_short_id),
    Field(min_length=1, max_length=_LONGEST_ID, description="Up to 250 characters"),
]


def _text(*names: str) -> Any:
    return Field(None, validation_alias=AliasChoices(*names))


class CallBody(BaseModel):
    """A step of a call. What bridges send beyond it is not our business."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    event: Annotated[
        Literal["new_call", "answer", "hangup"],
        BeforeValidator(_event, json_schema_input_type=Literal["newCall", "answer", "hangup"]),
    ]
    call_id: CallId = Field(validation_alias=AliasChoices("callId", "call_id", "callid"))
    direction: Annotated[Literal["in", "out"], BeforeValidator(_direction)] = "in"
    from_number: Text = _text("from")
    to_number: Text = _text("to")
    user: Annotated[ShortText | None, BeforeValidator(_joined)] = _text(
        "user", "user[]", "answeringNumber"
    )
    queue: Text = None
    cause: Text = None
    national_id: Text = _text("nationalId", "national_id", "dni")
    name: Text = None
    city: Text = None
    reason: Text = None
    transcript: Annotated[Transcript, BeforeValidator(_lines)] = []

    def as_contract(self) -> CallReportedV1:
        """The same in the words of the topic."""
        return CallReportedV1(**self.model_dump())


async def read_call(request: Request) -> CallReportedV1:
    """Dependency: the body as a contract; 400 for what cannot be read, 422 for wrong fields."""
    fields = await fields_of(request)
    try:
        return CallBody.model_validate(fields).as_contract()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        raise RequestValidationError(
            [{**problem, "loc": ("body", *problem["loc"])} for problem in problems]
        ) from error
