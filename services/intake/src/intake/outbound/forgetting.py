"""What a process remembers of settings is forgotten with their change, and once more behind it."""

from typing import Protocol

from chassis.transactions import Tx


class Forgets(Protocol):
    """What a process remembers of some settings."""

    def forget(self) -> None:
        """They are being changed."""


def forget_with(kernel: Tx, memory: Forgets) -> None:
    """At once for what follows in this transaction; then, because others may have read meanwhile
    what was committed before, or this one what never will be."""
    memory.forget()
    kernel.at_end(memory.forget)
