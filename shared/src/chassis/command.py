"""`python -m <service> migrate | api | worker | relay | all`."""

import os
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, get_args

import uvloop
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chassis.definition import Definition
from chassis.service import Role, run_service
from chassis.settings import ServiceSettings

S = TypeVar("S", bound=ServiceSettings)
_ROLES: dict[str, Role] = {each: each for each in get_args(Role)}


def main(package: str, settings_type: type[S], define: Callable[[S], Definition[Any]]) -> None:
    """Run the command a service's `__main__` was given."""
    word = sys.argv[1] if len(sys.argv) == 2 else ""  # noqa: PLR2004 - the program and one word
    if word not in ("migrate", *_ROLES):
        sys.exit(f"usage: python -m {package} migrate | {' | '.join(_ROLES)}")
    try:
        settings = settings_type()
    except ValidationError as error:
        missing = "; ".join(map(_complaint, error.errors()))
        sys.exit(f"{package} cannot start; settings: {missing}")
    if word == "migrate":
        # Here, because Alembic costs 14 MB that a running service never needs.
        from chassis.migrations import migrate  # noqa: PLC0415

        migrate(package, str(settings.database_url))
        return
    serve(define(settings), settings, _ROLES[word], [package, word])


def _complaint(error: ErrorDetails) -> str:
    """About one setting, or about how several go together."""
    name = "_".join(str(part) for part in error["loc"]).upper()
    said = error["msg"].removeprefix("Value error, ")
    return f"TERO_{name} ({said})" if name else said


def serve(
    definition: Definition[Any], settings: ServiceSettings, role: Role, words: list[str]
) -> NoReturn:
    """Run until told to stop, then exit; `words` after `python -m` start the same again.

    A service that worked for a while and then ended by itself begins anew in the same process, if
    its settings say that nobody else starts it again. Its process id stays, so that whoever
    started it can still stop it.
    """
    began = time.monotonic()
    code = uvloop.run(run_service(definition, settings, role))
    if code and settings.comes_back and time.monotonic() - began > settings.stall_seconds:
        os.execv(sys.executable, [sys.executable, "-m", *words])  # noqa: S606 - no shell
    sys.exit(code)
