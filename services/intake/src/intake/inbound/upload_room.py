"""How many files strangers may be sending at one time: a file may come slowly, and nobody can take
the places of all others meanwhile."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from chassis.errors import TooMany

MOST_OF_A_VISITOR = 3
MOST_OF_AN_ADDRESS = 20
MOST_OF_ALL = 200


class UploadRoom:
    """Of one process: most of the requests that it has in hand are left to everybody else."""

    def __init__(self) -> None:
        self._visitors: Counter[str] = Counter()
        self._addresses: Counter[str] = Counter()

    @contextmanager
    def place(self, visitor: str, address: str) -> Iterator[None]:
        """A place as long as a file comes; raises TooMany."""
        if (
            self._visitors[visitor] >= MOST_OF_A_VISITOR
            or self._addresses[address] >= MOST_OF_AN_ADDRESS
            or self._visitors.total() >= MOST_OF_ALL
        ):
            raise TooMany("Too many files are being sent now. Try again.", code="too-many-uploads")
        self._visitors[visitor] += 1
        self._addresses[address] += 1
        try:
            yield
        finally:
            # What is at nothing goes, or the names of all who ever came would stay.
            self._visitors -= Counter([visitor])
            self._addresses -= Counter([address])
