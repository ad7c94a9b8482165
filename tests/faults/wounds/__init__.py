"""Wounds: a service that dies at a named point of the kernel, or runs on a broken kernel.

    wound(stack.services["intake"], crash_at="batch-committed", nth=3)
    await stack.services["intake"].restart()  # may already die while it starts
    ...
    mend(stack.services["intake"])

The product has no switch for this. The service is started by the launcher of this package, which
puts a wrapper, or a broken piece, in the place of one of the kernel's functions.
"""

from tests.faults.wounds.broken import BROKEN
from tests.faults.wounds.points import POINTS
from tests.faults.wounds.services import mend, struck, wound

__all__ = ["BROKEN", "POINTS", "mend", "struck", "wound"]
