"""Which tests of a parallel run one worker gets: those of a file, and all that use one whole Tero.

Starting everything takes a minute of all cores, so it is done once; files are handed out in the
order they are collected, the dear ones first, so that no worker is left alone with them at the end.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

_WHOLE = "tests/e2e/"


class _WholeAtOnce(LoadFileScheduling):  # type: ignore[misc] # untyped library
    def _split_scope(self, nodeid: str) -> str:
        return _WHOLE if nodeid.startswith(_WHOLE) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """In place of the library's own, where tests are handed out by file."""
    return _WholeAtOnce(config, log) if config.getoption("dist") == "loadfile" else None
