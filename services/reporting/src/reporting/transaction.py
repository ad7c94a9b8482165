"""The transaction of `reporting`: the kernel's own."""

from dataclasses import dataclass

from chassis.transactions import Tx


@dataclass(frozen=True)
class Transaction:
    """Facts are written and read with SQL; nothing stands between."""

    kernel: Tx
