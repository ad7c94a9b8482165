"""Whoever opens the chassis for the first time finds every module on its map."""

import re
from collections import Counter
from pathlib import Path

SHARED = Path(__file__).parents[2]
CHASSIS = SHARED / "src/chassis"
MAP = (SHARED / "README.md").read_text()

AN_HOUR = 1_600  # lines with comments


def modules_in(text: str) -> Counter[str]:
    """Those named in tables."""
    rows = [line for line in text.splitlines() if line[:1] == "|"]
    return Counter(re.findall(r"`(\w+)`", "\n".join(rows)))


def test_every_module_of_the_chassis_is_on_the_map_once() -> None:
    modules = {path.stem for path in CHASSIS.glob("*.py")} - {"__init__"}

    assert modules_in(MAP) == Counter(modules)


def test_the_heart_of_the_kernel_is_read_in_an_hour() -> None:
    """What the map calls so is all that `Batches.apply` and the relay need to be right."""
    heart = modules_in(MAP[MAP.index("| the heart |") : MAP.index("| beside it |")])
    lines = {name: (CHASSIS / f"{name}.py").read_text().count("\n") for name in heart}

    assert {"transactions", "outbox", "relay", "consumer", "batches", "fence"} < set(lines)
    assert sum(lines.values()) <= AN_HOUR, lines
