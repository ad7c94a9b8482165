"""What a benchmark says: figures, each with its target where it has one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median
from typing import Any, Literal


@dataclass(frozen=True)
class Figure:
    """One measured number. `bound` says on which side of the target is good."""

    name: str
    value: float
    unit: str
    target: float | None = None
    bound: Literal["at least", "at most"] = "at most"
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def met(self) -> bool | None:
        """None where there is nothing to meet."""
        if self.target is None:
            return None
        return self.value >= self.target if self.bound == "at least" else self.value <= self.target


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of all values does not exceed; nothing interpolated."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True)
class Pace:
    """How fast rows went: per second of the clock, and the processor time of one process."""

    rows: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """Rows per second."""
        return self.rows / self.seconds

    @property
    def cpu_us(self) -> float:
        """Microseconds of processor per row."""
        return self.cpu_seconds / self.rows * 1e6


def middle(paces: Sequence[Pace]) -> tuple[float, float]:
    """Medians of rows per second and of processor time per row."""
    return median(pace.rate for pace in paces), median(pace.cpu_us for pace in paces)
