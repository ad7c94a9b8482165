"""Signals for a process and everything it started: workers do not stop with their parent."""

import signal
from collections.abc import Iterable

import psutil

from local_stack.process.identity import Identity
from local_stack.process.spawn import MARK


def family_of(identity: Identity) -> list[Identity]:
    """The process first, then all its descendants; empty when it is gone."""
    if not identity.alive():
        return []
    try:
        children = psutil.Process(identity.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return [identity, *_identities(child.pid for child in children)]


def marked_with(folder: str) -> list[Identity]:
    """Every process that carries the mark of the stack in `folder`, remembered or not."""
    found = []
    for process in psutil.process_iter():
        try:
            environment = process.environ()
        except psutil.Error:
            continue
        if environment.get(MARK) == folder:
            found.append(process.pid)
    return _identities(found)


def send_all(family: list[Identity], number: signal.Signals) -> None:
    """The parent first: it must not see its workers die and begin to repair."""
    for identity in family:
        identity.send(number)


def _identities(pids: Iterable[int]) -> list[Identity]:
    found = []
    for pid in pids:
        try:
            found.append(Identity.of(pid))
        except ProcessLookupError:
            continue
    return found
