"""What the kernel's routes share: who may use them, a written reason, and bytes as text."""

import base64
import binascii
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chassis.database import is_collision, is_outage
from chassis.errors import Conflict, NotFound, Refusal
from chassis.http import begin_bare
from chassis.policies import needs
from chassis.records import stored_record

INSPECT = needs("kernel.inspect")
REPAIR = needs("kernel.repair")
BeginBare = Annotated[Any, Depends(begin_bare)]

_BASE64 = "base64:"


class Because(BaseModel):
    """Why something is given up; kept with who did it and when."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=3, max_length=500),
        Field(description="For whoever asks later"),
    ]


class Settled(BaseModel):
    """How many records were applied or given up."""

    records: int


class StoredContent(BaseModel):
    """A record's content: text where it is UTF-8, else `base64:` and its bytes."""

    key: str | None
    value: str | None
    headers: list[tuple[str, str | None]]
    timestamp_ms: int


def readable(value: bytes | None) -> str | None:
    """Bytes as text from which they can be had back."""
    if value is None:
        return None
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return _BASE64 + base64.b64encode(value).decode()
    # What only looks like our own notation must not be taken for it.
    return _BASE64 + base64.b64encode(value).decode() if text.startswith(_BASE64) else text


def content_of(row: Any, key: bytes | None) -> dict[str, Any]:
    """The fields of StoredContent from a row of quarantine or parking."""
    record = stored_record(row, key=key)
    return {
        "key": readable(key),
        "value": readable(record.value),
        "headers": [(name, readable(value)) for name, value in record.headers],
        "timestamp_ms": record.timestamp,
    }


@contextmanager
def failing_still() -> Iterator[None]:
    """What a replay raises for the record's own sake is an answer, not a fault of this service."""
    try:
        yield
    except Exception as error:
        if isinstance(error, Refusal) or is_outage(error) or is_collision(error):
            raise
        raise Conflict(f"Still failing: {type(error).__name__}", code="still-failing") from error


def key_name(key: bytes) -> str:
    """A parked key as it stands in an address: itself where that is safe, else base64url."""
    text = readable(key) or ""
    plain = text.isprintable() and "/" not in text and "\\" not in text
    if plain and text not in ("", ".", "..") and not text.startswith(_BASE64):
        return text
    return _BASE64 + base64.urlsafe_b64encode(key).decode()


def key_named(name: str) -> bytes:
    """The key of such a name; NotFound if there can be none."""
    if not name.startswith(_BASE64):
        return name.encode()
    try:
        return base64.b64decode(name.removeprefix(_BASE64), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise NotFound("No such key is parked.") from error
