"""`python -m tests.faults.wounds <role>`: a service's module, wounded as the environment says."""

import os
import runpy
import sys
from importlib import import_module
from pathlib import Path

from tests.faults.wounds import settings
from tests.faults.wounds.broken import BROKEN
from tests.faults.wounds.crash import Crash, arm
from tests.faults.wounds.points import POINTS


def main() -> None:
    """Raises KeyError or AttributeError for what does not exist, before anything has started."""
    module = os.environ[settings.MODULE]
    # Whole before it is wounded: what a module took from another by name stays with it.
    import_module("chassis.command")
    if broken := os.environ.get(settings.BROKEN):
        BROKEN[broken]()
    if name := os.environ.get(settings.CRASH_AT):
        mark = Path(os.environ[settings.MARK])
        arm(Crash(POINTS[name], int(os.environ[settings.NTH]), mark))
    sys.argv[0] = module
    runpy.run_module(module, run_name="__main__", alter_sys=True)


main()
