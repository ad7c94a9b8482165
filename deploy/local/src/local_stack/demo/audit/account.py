"""The accounting: figures to look at, and every difference in a sentence."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from local_stack.demo.audit.truth import Marks, Truth
from local_stack.demo.data.customers import Customer
from local_stack.demo.day.items import Day, Key
from local_stack.demo.play.ledger import Ledger


@dataclass(frozen=True)
class Books:
    """Both sides. `own` gives a contact of the day its name in this run, `people` are names by
    account, `customers` are by their ids in Tero."""

    day: Day
    ledger: Ledger
    marks: Marks
    truth: Truth
    own: Callable[[Key], Key]
    people: dict[str, str]
    customers: dict[str, Customer]


@dataclass
class Account:
    """The result. It closes only without any difference."""

    figures: dict[str, int] = field(default_factory=dict)
    quarantined: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    @property
    def closes(self) -> bool:
        """Whether both sides are the same."""
        return not self.differences


Check = Callable[[Books], Iterator[str]]
