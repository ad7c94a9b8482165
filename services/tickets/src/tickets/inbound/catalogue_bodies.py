"""What the bodies of all catalogues have in common."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Path
from pydantic import Field, StringConstraints

from tickets.inbound.fields import Code

NewCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
# Categories that were words on tickets before they were a catalogue may be written in any way.
KnownCode = Annotated[str, Path(max_length=60, description="The code of the thing")]
Codes = Annotated[list[Code], Field(max_length=100)]
Name = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$"
    ),
]


def once(words: Sequence[str]) -> tuple[str, ...]:
    """Each a single time, in its order."""
    return tuple(dict.fromkeys(words))
