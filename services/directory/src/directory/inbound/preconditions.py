"""Which version of a thing a change was decided upon, where whoever asks says so."""

from typing import Annotated

from fastapi import Depends, Header

from chassis.preconditions import version_of

_VERSION = r'^"?[0-9]{1,9}"?$'


def _seen(
    if_match: Annotated[
        str | None,
        Header(
            alias="If-Match",
            pattern=_VERSION,
            description="The `version` of a read: 412 (`out-of-date`) if there is a later one",
        ),
    ] = None,
) -> int | None:
    return None if if_match is None else version_of(if_match)


Seen = Annotated[int | None, Depends(_seen)]
