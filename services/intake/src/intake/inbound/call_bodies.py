"""The generic CTI body, however an exchange's bridge sends it: JSON, a form, or without a word of
what it is."""

from typing import Annotated, Any, Literal
from urllib.parse import parse_qs

import orjson
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData

from contracts.channels import CallReportedV1, ExternalId, ShortText

_MOST_FIELDS = 100

_EVENTS: dict[str, Literal["new_call", "answer", "hangup"]] = {
    "newCall": "new_call",
    "answer": "answer",
    "hangup": "hangup",
}


def _joined(value: Any) -> Any:
    """Bridges repeat `user` for every telephone that rings."""
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _text(*names: str) -> Any:
    return Field(None, validation_alias=AliasChoices(*names))


class CallBody(BaseModel):
    """A step of a call. What bridges send beyond it is not our business."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    event: Literal["newCall", "answer", "hangup"]
    call_id: ExternalId = Field(validation_alias=AliasChoices("callId", "call_id", "callid"))
    direction: Literal["in", "out"] = "in"
    from_number: ShortText | None = _text("from")
    to_number: ShortText | None = _text("to")
    user: Annotated[ShortText | None, BeforeValidator(_joined)] = _text("user", "user[]")
    queue: ShortText | None = None
    cause: ShortText | None = None
    national_id: ShortText | None = _text("nationalId", "national_id", "dni")
    name: ShortText | None = None
    city: ShortText | None = None
    reason: ShortText | None = None

    def as_contract(self) -> CallReportedV1:
        """The same in the words of the topic."""
        fields = self.model_dump(exclude={"event"})
        return CallReportedV1(event=_EVENTS[self.event], **fields)


async def read_call(request: Request) -> CallReportedV1:
    """Dependency: the body as a contract; 400 for malformed JSON, 422 for wrong fields."""
    fields = await _fields(request)
    try:
        return CallBody.model_validate(fields).as_contract()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        raise RequestValidationError(
            [{**problem, "loc": ("body", *problem["loc"])} for problem in problems]
        ) from error


async def _fields(request: Request) -> Any:
    """Looks at the body rather than at what it is called: many bridges send no Content-Type."""
    if request.headers.get("Content-Type", "").lower().startswith("multipart/"):
        async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
            return _of_form(form)
    body = await request.body()
    if body.lstrip()[:1] in (b"{", b"["):
        return _of_json(body)
    form_fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    return {name: _single(values) for name, values in form_fields.items()}


def _of_json(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        message = {"type": "json_invalid", "loc": ("body",), "msg": str(error)}
        raise RequestValidationError([message]) from error


def _of_form(form: FormData) -> dict[str, Any]:
    return {name: _single(form.getlist(name)) for name in form}


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
