"""The desk: what is left to do, and the operators who do it, each as fast as they can."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

from local_stack.demo.api import Answer, Person
from local_stack.demo.day.items import Day, Screen
from local_stack.demo.play.stage import Stage

Row = dict[str, Any]
Handle = Callable[[Person, Row], Coroutine[Any, Any, None]]

_SCREENS: tuple[Screen, ...] = ("calls", "chats", "calls-without-city", "inquiries")
# How many of a screen's open contacts somebody takes, at least so many where there are; the others
# wait for tomorrow.
_SHARES: Mapping[Screen, float] = {
    "calls": 0.25, "calls-without-city": 0.4, "chats": 0.3, "inquiries": 0.4,
}  # fmt: skip
_AT_LEAST = 6
# Of how many contacts one is taken by two operators in the same moment, whatever else happens.
_RUSH_EVERY = 6
_LOOK_AGAIN_SECONDS = 20.0
_ATTENDING_SECONDS = 90.0
_POLL_SECONDS = 0.25


@dataclass
class Plan:
    """How many contacts of each screen are still to be taken, and which ones came back."""

    left: Counter[Screen]
    returned: dict[str, str] = field(default_factory=dict)
    given_up: set[str] = field(default_factory=set)
    taken: int = 0

    @classmethod
    def of(cls, day: Day) -> "Plan":
        """A part of what the day leaves open."""
        open_ = Counter(contact.screen for contact in day.contacts if contact.state == "open")
        taken = {s: max(int(open_[s] * _SHARES[s]), min(open_[s], _AT_LEAST)) for s in _SCREENS}
        return cls(Counter(taken))

    @property
    def is_done(self) -> bool:
        """Whether nobody has to take anything any more."""
        return not self.returned and not any(self.left.values())

    def wants(self, row: Row) -> bool:
        """Whether somebody should take it. What came back has a way of its own."""
        elsewhere = row["id"] in self.returned or row["id"] in self.given_up
        return not elsewhere and self.left[row["screen"]] > 0

    def reserve(self, row: Row) -> bool:
        """Whether it came back before; it counts from now on."""
        if self.returned.pop(row["id"], None):
            return True
        self.left[row["screen"]] -= 1
        self.taken += 1
        return False

    def release(self, row: Row, giver: str | None) -> None:
        """It was not to be had; `giver` is set where it is one that came back."""
        if giver is None:
            self.left[row["screen"]] += 1
            self.taken -= 1


class Desk:
    """Operators poll the same lists and reach for the same rows."""

    def __init__(self, stage: Stage, handle: Handle) -> None:
        self.plan = Plan.of(stage.day)
        self._stage = stage
        self._handle = handle
        self._cases: set[asyncio.Task[None]] = set()
        self._sending_ended = False

    def sending_ended(self) -> None:
        """No more contacts will come: what cannot be found now will not be found."""
        self._sending_ended = True

    async def run(self) -> None:
        """Until enough is taken, and everybody is done with what they took."""
        async with asyncio.TaskGroup() as group:
            for place, operator in enumerate(self._stage.cast.operators):
                group.create_task(self._work(operator, place))
        while self._cases:
            await asyncio.gather(*self._cases)

    async def _work(self, operator: Person, place: int) -> None:
        async with self._stage.complaining(f"{operator.login} left the desk"):
            await self._attend(operator, place)

    async def _attend(self, operator: Person, place: int) -> None:
        screens = cycle(islice(cycle(_SCREENS), place, place + len(_SCREENS)))
        idle = 0
        while True:
            if self.plan.is_done and not self._cases:
                return
            screen = next(screens)
            found = await self._reach(operator, screen)
            idle = 0 if found else idle + 1
            if idle >= len(_SCREENS):
                if self._sending_ended and not self._cases and not self.plan.returned:
                    return
                await self._look_again_later()
                idle = 0

    async def _look_again_later(self) -> None:
        if self._stage.pace.is_live:
            await self._stage.pace.rest(_LOOK_AGAIN_SECONDS)
        else:
            await asyncio.sleep(_POLL_SECONDS)

    async def _reach(self, operator: Person, screen: Screen) -> bool:
        """Take a contact that came back, or the first one of a screen; whether there was any."""
        row = await self._came_back(operator) or await self._first(operator, screen)
        if row is None:
            return False
        await self._take(operator, row)
        await self._stage.pace.rest(_ATTENDING_SECONDS)
        return True

    async def _came_back(self, operator: Person) -> Row | None:
        givers = self.plan.returned.items()
        mine = next((each for each, giver in givers if giver != operator.login), None)
        if mine is None:
            return None
        answer = await self._stage.get(operator, f"/api/v1/contacts/{mine}")
        row: Row = answer.expect("a contact that came back")["contact"]
        # Somebody else may have thought the same in the meantime.
        return row if mine in self.plan.returned else None

    async def _first(self, operator: Person, screen: Screen) -> Row | None:
        wish = {"screen": screen, "state": "open", "claim": "free", "limit": 20}
        answer = await self._stage.get(operator, "/api/v1/contacts", **wish)
        rows = answer.expect(f"{operator.login} looks at {screen}")["items"]
        # What an earlier playing has left is not part of this one's accounting.
        fresh = (row for row in rows if self._stage.feed.is_new(row["id"]))
        wanted = [row for row in fresh if self.plan.wants(row)]
        # Each has an own habit of where to begin; with little left, all reach for the same.
        return wanted[self._stage.cast.operators.index(operator) % len(wanted)] if wanted else None

    async def _take(self, operator: Person, row: Row) -> None:
        giver = self.plan.returned.get(row["id"])
        self.plan.reserve(row)
        rivals = [operator]
        if self.plan.taken % _RUSH_EVERY == 0 and giver is None:
            rivals += [other for other in self._stage.cast.operators if other != operator][:1]
        path = f"/api/v1/contacts/{row['id']}/take"
        answers = await asyncio.gather(*(self._stage.post(rival, path) for rival in rivals))
        winner = self._settle(row, list(zip(rivals, answers, strict=True)))
        if winner is None:
            self.plan.release(row, giver)
            return
        case = asyncio.create_task(self._handle(*winner))
        self._cases.add(case)
        case.add_done_callback(self._cases.discard)

    def _settle(self, row: Row, answers: list[tuple[Person, Answer]]) -> tuple[Person, Row] | None:
        entry = self._stage.ledger.contact(row["id"], row["channel"])
        # Who holds it already is answered with it again, and has not won another time.
        holder = entry.takers[-1] if len(entry.takers) > entry.returned else None
        accepted = [(rival, answer.body) for rival, answer in answers if answer.ok]
        winners = [(rival, body) for rival, body in accepted if rival.account_id != holder]
        refused = [answer for _, answer in answers if not answer.ok]
        entry.losers += sum(answer.code == "contact-is-taken" for answer in refused)
        entry.takers += [rival.account_id for rival, _ in winners]
        expected = {"contact-is-taken", "contact-is-closed"}
        wrong = [answer.body for answer in refused if answer.code not in expected]
        if wrong:
            self.plan.given_up.add(row["id"])
            self._stage.ledger.complaints.append(f"taking {row['id']} was answered {wrong}")
        self._stage.ledger.check(len(winners) < 2, f"contact {row['id']} had two winners")  # noqa: PLR2004
        return winners[0] if winners else None
