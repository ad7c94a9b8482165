"""Why customers come to us: a tree from the general to the specific, which is data, not code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chassis.errors import Conflict, Invalid
from intake.domain.wording import folded
from intake.domain.words import Channel

DEEPEST = 5


class UnknownReason(Invalid):
    """No reason that can be chosen for this channel has this code."""

    code = "unknown-reason"


class ReasonMisplaced(Conflict):
    """Below its new parent the tree would not be one."""

    code = "reason-misplaced"


@dataclass(frozen=True, slots=True)
class Reason:
    """`nature` is complaint or inquiry, `kind` administrative or technical, where that is known
    (C07, C08). No channels or areas mean all of them. `category` is the code of what tickets about
    it are about. The code never changes: contacts keep it."""

    code: str
    label: str
    parent: str | None = None
    nature: str | None = None
    kind: str | None = None
    channels: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    position: int = 0
    active: bool = True
    version: int = 1
    category: str | None = None

    def is_of(self, channel: Channel | None, area: str | None = None) -> bool:
        """Whether contacts of this channel may have it, and this area may meet it; None is any."""
        return (
            channel is None
            or not self.channels
            or channel in self.channels
            or channel.kind in self.channels
        ) and (area is None or not self.areas or area in self.areas)


@dataclass(frozen=True, slots=True)
class ReasonTree:
    """All reasons, those that are not chosen any more too: old contacts have them."""

    by_code: Mapping[str, Reason]
    _by_words: Mapping[str, Sequence[Reason]] = field(default_factory=dict)

    @classmethod
    def of(cls, reasons: Iterable[Reason]) -> "ReasonTree":
        """From its reasons in any order."""
        by_code = {reason.code: reason for reason in reasons}
        by_words: dict[str, list[Reason]] = {}
        for reason in sorted(by_code.values(), key=_place):
            for words in {folded(reason.code), folded(reason.label)}:
                by_words.setdefault(words, []).append(reason)
        return cls(by_code, by_words)

    def code_of(self, said: str | None, channel: Channel) -> str | None:
        """What a channel said as the code it means by it; what means nothing to us stays as it
        was said."""
        if said is None or said in self.by_code:
            return said
        known = self._by_words.get(folded(said), ())
        return next((each.code for each in known if each.active and each.is_of(channel)), said)

    def choosable(self, code: str, channel: Channel) -> Reason:
        """A reason that somebody may give a contact of this channel now; raises UnknownReason."""
        reason = self.by_code.get(code)
        if reason is None or not reason.active or not reason.is_of(channel):
            raise UnknownReason("No contact of this channel can have this reason.", reason=code)
        return reason

    def category_of(self, code: str | None) -> str | None:
        """What a ticket is about whose contact has this reason: the nearest that is named, by the
        reason itself or by one it is part of."""
        reason = self.by_code.get(code or "")
        while reason is not None and reason.category is None:
            reason = self.by_code.get(reason.parent or "")
        return reason.category if reason else None

    def label_of(self, code: str | None) -> str | None:
        """What people read for a code, also one that is not chosen any more; None for other
        words."""
        reason = self.by_code.get(code or "")
        return reason.label if reason else None

    def check_place(self, reason: Reason) -> None:
        """Raises ReasonMisplaced below itself, below nothing known, or too deep."""
        above, depth = reason.parent, 1
        while above is not None:
            if above == reason.code or above not in self.by_code:
                raise ReasonMisplaced("A reason is below another one, and not below itself.")
            above, depth = self.by_code[above].parent, depth + 1
        if depth + self._height(reason.code) > DEEPEST:
            raise ReasonMisplaced(f"Reasons go {DEEPEST} deep at most.")

    def in_order(self) -> Iterator[tuple[Reason, int]]:
        """Each with its depth, the general ones before theirs."""
        below: dict[str | None, list[Reason]] = {}
        for reason in sorted(self.by_code.values(), key=_place):
            below.setdefault(reason.parent, []).append(reason)
        waiting = [(reason, 0) for reason in reversed(below.get(None, []))]
        while waiting:
            reason, depth = waiting.pop()
            yield reason, depth
            waiting.extend((each, depth + 1) for each in reversed(below.get(reason.code, [])))

    def _height(self, code: str) -> int:
        children = (each.code for each in self.by_code.values() if each.parent == code)
        return max((1 + self._height(child) for child in children), default=0)


NO_REASONS = ReasonTree({})


def _place(reason: Reason) -> tuple[int, str]:
    return reason.position, reason.code
