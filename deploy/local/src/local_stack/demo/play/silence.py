"""What somebody runs into whom a part of the system does not answer."""

import asyncpg
import httpx2
from aiokafka.errors import KafkaError

from local_stack.demo.trouble import Trouble

NO_ANSWER = (
    Trouble, httpx2.HTTPError, KafkaError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError,
)  # fmt: skip


def sentence(what: str, error: BaseException) -> str:
    """For the books: what could not be done, and why."""
    return f"{what}: {error}" if isinstance(error, Trouble) else f"{what}: {error!r}"
