"""Wounds of the stack's services: taken at the next start, until they are mended."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

from tests.faults.wounds import settings
from tests.faults.wounds.broken import BROKEN
from tests.faults.wounds.points import POINTS

from local_stack.parts.python_program import Program
from local_stack.parts.service import Service

_ROOT = Path(__file__).resolve().parents[3]
_whole: WeakKeyDictionary[Service, Program] = WeakKeyDictionary()


def wound(
    service: Service,
    *,
    crash_at: str | None = None,
    nth: int = 1,
    broken: str | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """From its next start on, the service dies at the `nth` passing of a point, is broken, or both.

    Names are those of POINTS and BROKEN; KeyError for others. The wound is there at every start
    until `mend`, also one that has struck. `environment` adds variables.
    """
    chosen = dict(environment or {})
    if crash_at is not None:
        mark = _mark(service)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.unlink(missing_ok=True)
        chosen |= {settings.CRASH_AT: POINTS[crash_at].name, settings.NTH: str(nth)}
        chosen[settings.MARK] = str(mark)
    if broken is not None:
        if broken not in BROKEN:
            raise KeyError(broken)
        chosen[settings.BROKEN] = broken
    whole = _whole.setdefault(service, service.program)
    service.program = launched(whole, chosen)


def mend(service: Service) -> None:
    """From its next start on, the service is whole; nothing to do when it is."""
    service.program = _whole.pop(service, service.program)


def struck(service: Service) -> bool:
    """Whether the crash that the last wound asked for has happened."""
    return _mark(service).exists()


@contextmanager
def launched_from_root() -> Iterator[None]:
    """Python programs that are started inside the block find this folder's modules."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = _path()
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def _path() -> str:
    return os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))


def launched(program: Program, wounds: Mapping[str, str]) -> Program:
    """The same program, started by the launcher with these variables."""

    def environment() -> dict[str, str]:
        own = {"PYTHONPATH": _path(), settings.MODULE: program.module}
        return {**program.environment(), **own, **wounds}

    return replace(program, module="tests.faults.wounds", environment=environment)


def _mark(service: Service) -> Path:
    return service.home.folder / "wounds" / service.name
