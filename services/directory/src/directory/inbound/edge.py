"""What commands that can be sent again have in common."""

from typing import Annotated, Protocol

from fastapi import Depends

from chassis.commanding import Commanding, commanding
from chassis.transactions import HasKernel
from directory.application.ports import Transaction


class EdgeTransaction(Transaction, HasKernel, Protocol):
    """The use-cases' transaction, and the kernel's in it."""


Edge = Annotated[Commanding[EdgeTransaction], Depends(commanding)]
