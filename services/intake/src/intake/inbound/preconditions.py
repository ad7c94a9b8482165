"""Changes that are decided on a state of the thing: `ETag` of a read, `If-Match` of the change."""

from typing import Annotated

from fastapi import Header

from chassis import preconditions
from chassis.errors import Invalid

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", pattern=r'^"?[0-9]{1,18}"?$', description="The `ETag` of a read"),
]


def version_of(if_match: str | None) -> int:
    """The version a change was decided on; Invalid where it is not said, for nobody is to
    overwrite what they have not seen."""
    if if_match is None:
        raise Invalid("Send the `ETag` of a read as `If-Match`.", code="if-match-required")
    return preconditions.version_of(if_match)


def etag_of(version: int) -> dict[str, str]:
    """The header that says which state is shown."""
    return {"ETag": f'"{version}"'}
