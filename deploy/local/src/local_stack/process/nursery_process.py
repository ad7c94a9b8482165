"""Forks services from one process that has already loaded what all of them load.

Loading takes longer than everything else a service does at its start, so seven services that
start together would load the same packages seven times. Started by `Nursery`: orders come in on
standard input, one JSON object a line, and the process id of each child goes out.
"""

import ctypes
import gc
import json
import os
import runpy
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

PRELOADED = ("chassis.command", "uvicorn.protocols.http.httptools_impl", "aiokafka.admin")
_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15


def main() -> None:
    """Serves until standard input ends, which it does when the launcher goes."""
    for name in PRELOADED:
        import_module(name)
    gc.collect()
    gc.freeze()  # the collector would touch, and so copy, every page it shares with the children
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become(json.loads(line))
            return
        print(pid, flush=True)


def _become(order: dict[str, Any]) -> None:
    """Turns this child into the ordered process; ends with the module's own exit."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    _name(order["name"], tied=order["tied"])
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    _redirect(order["log"])
    sys.argv = [order["module"], *order["words"]]
    code: Any = 1
    try:
        runpy.run_module(order["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code
        raise
    finally:
        if order["result"]:
            Path(order["result"]).write_text("failed" if code else "done")


def _name(name: str, *, tied: bool) -> None:
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NAME, f"tero-{name}"[:15].encode(), 0, 0, 0)
    if tied:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _redirect(log: str) -> None:
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    output, nothing = os.open(log, flags, 0o644), os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(nothing)
    os.close(output)


if __name__ == "__main__":
    main()
