"""What texts may look like at the door. PostgreSQL cannot store NUL; titles are one line."""

from typing import Annotated

from pydantic import StringConstraints

_ONE_LINE = r"^[^\x00-\x1f\x7f]*$"

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
