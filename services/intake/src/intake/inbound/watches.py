"""What open streams of the desk show, and what each was told last."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from uuid import UUID

from chassis.live_stream import Stream
from chassis.reach import Reach, reach_of
from intake.application.desk import DeskQuery
from intake.inbound.presence_board import People

_NOBODY = UUID(int=0)


@dataclass(slots=True, eq=False)
class Watch:
    """What a stream shows; the counts and, since so many resets, the signs it was told last."""

    query: DeskQuery
    counts: bytes = b""
    signs: dict[UUID, People] = field(default_factory=dict)
    signs_since: int = -1

    @property
    def asked(self) -> DeskQuery:
        """The question, the same for all who would get the same answer."""
        query = self.query
        return query if query.depends_on_viewer else replace(query, viewer_id=_NOBODY)


Watcher = Stream[Watch]


def by_reach(streams: Sequence[Watcher]) -> list[tuple[Reach, list[Watcher]]]:
    """Contacts are everybody's at the desk: how far somebody reaches decides alone."""
    ordered = sorted(streams, key=lambda stream: reach_of(stream.actor))
    grouped = groupby(ordered, key=lambda stream: reach_of(stream.actor))
    return [(reach, list(alike)) for reach, alike in grouped]
