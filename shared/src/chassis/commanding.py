"""What commands over HTTP have in common: one transaction, done once, answered alike."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Response
from pydantic import BaseModel

from chassis import http
from chassis.idempotency import IdempotentPost, Once
from chassis.transactions import Begin, HasKernel

T = TypeVar("T", bound=HasKernel)


@dataclass(frozen=True)
class Commanding(Generic[T]):
    """Carries out a command; one that is sent again is answered as it was the first time."""

    begin: Begin[T]
    once: Once

    async def answer(self, status: int, work: Callable[[T], Awaitable[BaseModel]]) -> Response:
        """Do the work and answer with what it returns; the commit comes before the answer."""
        async with self.begin() as tx:
            return await self.once.answer(tx.kernel, status, lambda: work(tx))


def commanding(
    begin: Annotated[Begin[Any], Depends(http.begin)], once: IdempotentPost
) -> Commanding[Any]:
    """Dependency of a POST that changes something, typed by whoever declares it."""
    return Commanding(begin, once)
