"""Every service's changes of its tables form one line, also where two people added some at once."""

import re
from collections import Counter
from pathlib import Path

import pytest

from local_stack.services import SPECS

_ROOT = Path(__file__).parents[2]
_REVISION = re.compile(r'^(down_revision|revision)\b.*?(?:"(\w+)"|None)$', re.MULTILINE)


def _line(module: str) -> tuple[Counter[str], Counter[str]]:
    """How often each revision is made, and how often each is followed."""
    (folder,) = _ROOT.glob(f"services/*/src/{module}/migrations/versions")
    made: Counter[str] = Counter()
    followed: Counter[str] = Counter()
    for file in folder.glob("2*.py"):
        for name, revision in _REVISION.findall(file.read_text()):
            (made if name == "revision" else followed)[revision] += 1
    return made, followed


@pytest.mark.parametrize("module", [spec.module for spec in SPECS])
def test_migrations_are_one_line(module: str) -> None:
    made, followed = _line(module)

    assert set(made.values()) == set(followed.values()) == {1}
    (last,) = made.keys() - followed.keys()
    assert last == max(made)
    # The first of them follows nothing.
    assert followed.keys() - made.keys() == {""}
