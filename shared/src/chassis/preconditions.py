"""Which version of a thing a change was decided upon, as `If-Match` says it."""

from typing import Annotated

from fastapi import Header

IfMatch = Annotated[
    str,
    Header(alias="If-Match", pattern=r'^"?[0-9]{1,9}"?$', description="The `version` of a read"),
]


def version_of(if_match: str) -> int:
    """The version somebody decided upon."""
    return int(if_match.strip('"'))
