"""Which queue a contact waits in, and whom it can be given to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intake.domain.wording import folded
from intake.domain.words import Channel


class OfferMode(StrEnum):
    """How a queue gives out its contacts; without one operators take what they like."""

    OFF = "off"
    ROUND_ROBIN = "round-robin"
    LEAST_BUSY = "least-busy"
    SKILLS = "skills"


@dataclass(frozen=True, slots=True)
class Queue:
    """Contacts of some channels, cities and areas (by their reason); none of a kind means all.

    Of several that fit, the one with the lowest position has the contact. Its operators need all
    of `skills`. An offer is open for `accept_seconds`. Who called in vain is to be called back
    within `call_back_minutes` of business hours (None: not at all), and again after
    `retry_minutes`, `call_back_attempts` times at most.
    """

    code: str
    name: str
    cities: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    position: int = 0
    active: bool = True
    offers: str = OfferMode.OFF
    accept_seconds: int = 30
    call_back_minutes: int | None = 30
    retry_minutes: int = 60
    call_back_attempts: int = 3
    version: int = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """What an operator can do: `code` is their account. Without a profile somebody is in every
    queue that needs no skill, with the capacity a profile begins with."""

    code: str
    name: str
    queues: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    capacity: int = 3
    version: int = 1


class Routes:
    """The queues that are in use, asked thousands of times a second."""

    def __init__(self, queues: Iterable[Queue]) -> None:
        used = sorted((each for each in queues if each.active), key=lambda q: (q.position, q.code))
        self.by_code: Mapping[str, Queue] = {each.code: each for each in used}
        self._asks_city = any(each.cities for each in used)
        self._fits = [(each.code, _Fit(each)) for each in used]

    @property
    def offering(self) -> Sequence[Queue]:
        """Those that give out their contacts by themselves."""
        return [each for each in self.by_code.values() if each.offers != OfferMode.OFF]

    def queue_of(self, channel: Channel, city: str | None, areas: Sequence[str]) -> str | None:
        """The code of the queue for such a contact; `areas` are those of its reason."""
        place = folded(city) if city and self._asks_city else None
        return next((code for code, fit in self._fits if fit.has(channel, place, areas)), None)


class _Fit:
    def __init__(self, queue: Queue) -> None:
        self._channels = frozenset(queue.channels)
        self._cities = frozenset(map(folded, queue.cities))
        self._areas = frozenset(queue.areas)

    def has(self, channel: Channel, city: str | None, areas: Sequence[str]) -> bool:
        if self._channels and self._channels.isdisjoint((channel, channel.kind)):
            return False
        if self._cities and city not in self._cities:
            return False
        return not self._areas or not self._areas.isdisjoint(areas)
