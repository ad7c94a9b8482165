"""What somebody decided upon, who had read it before."""

from chassis.errors import OutOfDate


def check_seen(seen: int | None, version: int) -> None:
    """OutOfDate unless this is the version that was read; None is whatever stands there."""
    if seen is not None and seen != version:
        raise OutOfDate("Somebody changed this in between.", version=version)
