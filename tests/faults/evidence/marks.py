"""Where everything stood when it was last looked at: what is beyond belongs to the next run."""

from dataclasses import dataclass, field

Partition = tuple[str, int]


@dataclass
class Marks:
    """`offsets` are those of the next records to read, `sequences` the last ones told of each
    key of a topic, `quarantined` and `mail` the highest ids seen, `parked` what lay there."""

    offsets: dict[Partition, int] = field(default_factory=dict)
    sequences: dict[tuple[str, str], int] = field(default_factory=dict)
    ticket_number: int = 0
    order_number: int = 0
    mail: int = 0
    quarantined: dict[str, int] = field(default_factory=dict)
    parked: frozenset[tuple[str, str, str]] = frozenset()
