"""Whoever opens the chassis for the first time finds every module on its map."""

import re
from collections import Counter
from pathlib import Path

SHARED = Path(__file__).parents[2]


def test_every_module_of_the_chassis_is_on_the_map_once() -> None:
    tables = [line for line in (SHARED / "README.md").read_text().splitlines() if line[:1] == "|"]
    named = Counter(re.findall(r"`(\w+)`", "\n".join(tables)))
    modules = {path.stem for path in (SHARED / "src/chassis").glob("*.py")} - {"__init__"}

    assert named == Counter(modules)
