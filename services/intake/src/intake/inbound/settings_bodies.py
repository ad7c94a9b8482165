"""What the bodies of all settings of the desk have in common."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Path
from pydantic import Field, StringConstraints

from chassis.policies import Actor, needs
from intake.domain.words import Channel

CODE = "[a-z0-9][a-z0-9_-]{0,59}"
_MOST_WORDS = 100

Manager = Annotated[Actor, needs("desk.manage")]
Code = Annotated[str, StringConstraints(pattern=f"^{CODE}$")]
KnownCode = Annotated[str, Path(max_length=60, description="The code of the setting")]
Label = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$"
    ),
]
Words = Annotated[list[Label], Field(max_length=_MOST_WORDS)]
Channels = Annotated[list[Channel], Field(max_length=len(Channel))]


def once(words: Sequence[str]) -> tuple[str, ...]:
    """Each a single time, in its order."""
    return tuple(dict.fromkeys(words))
