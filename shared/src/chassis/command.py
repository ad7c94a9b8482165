"""`python -m <service> migrate | api | worker | all`."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import uvloop
from pydantic import ValidationError

from chassis.definition import Definition
from chassis.service import run_service
from chassis.settings import ServiceSettings

S = TypeVar("S", bound=ServiceSettings)
_ROLES = ("api", "worker", "all")


def main(package: str, settings_type: type[S], define: Callable[[S], Definition[Any]]) -> None:
    """Run the command a service's `__main__` was given."""
    word = sys.argv[1] if len(sys.argv) == 2 else ""  # noqa: PLR2004 - the program and one word
    if word not in ("migrate", *_ROLES):
        sys.exit(f"usage: python -m {package} migrate | {' | '.join(_ROLES)}")
    try:
        settings = settings_type()
    except ValidationError as error:
        missing = ", ".join(
            f"TERO_{'_'.join(str(part) for part in e['loc']).upper()} ({e['msg']})"
            for e in error.errors()
        )
        sys.exit(f"{package} cannot start; settings: {missing}")
    if word == "migrate":
        # Here, because Alembic costs 14 MB that a running service never needs.
        from chassis.migrations import migrate  # noqa: PLC0415

        migrate(package, str(settings.database_url))
        return
    with_role = next(role for role in _ROLES if role == word)
    sys.exit(uvloop.run(run_service(define(settings), settings, with_role)))  # type: ignore[arg-type]
