"""What texts may look like at the door. PostgreSQL cannot store NUL; titles are one line."""

from typing import Annotated

from pydantic import StringConstraints

_ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]*$"

Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=_ONE_LINE),
]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=_ONE_LINE),
]
Words = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=20_000, pattern=r"^[^\x00]*$"
    ),
]


def one_line(text: str) -> str:
    """The text as a title can hold it: a title ends up in the subject of a mail."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
