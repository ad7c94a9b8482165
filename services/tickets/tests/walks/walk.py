"""The search: any order of steps, each of them checked against the rules."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from services.tickets.tests.surveys.asking import WHOLE, Tickets
from services.tickets.tests.walks.cast import AREAS
from services.tickets.tests.walks.deeds import LINES, Words, deed_of
from services.tickets.tests.walks.looking import FILTERS
from services.tickets.tests.walks.rules import RIGHTS, Somebody
from services.tickets.tests.walks.world import World

T = TypeVar("T")
MOST = 6
# Who has opened a ticket of which area before a walk begins.
BEFORE = (
    ("operator", "support"), ("boss of support", "billing"), ("customer", "support"),
    ("employee", "billing"),
)  # fmt: skip
CONTACT = str(UUID(int=77))
ANY = st.integers(0, 999)
# One more than there can be: it never was.
AT = st.integers(0, MOST)
IN_AREA = st.sampled_from(AREAS)
KEYS = st.sampled_from([None, None, "first", "second"])
WORDS = st.builds(Words, IN_AREA, st.none() | ANY, st.sampled_from(LINES))
DEEDS = st.lists(st.tuples(ANY, WORDS, KEYS), min_size=2, max_size=6)
FIELDS = st.fixed_dictionaries(
    {"area": IN_AREA}, optional={"contact_id": st.just(CONTACT), "customer_id": ANY}
)
CHOSEN = st.sampled_from([WHOLE, WHOLE, {"solved": "yes"}, {**WHOLE, "polite": "perhaps"}])


class Walk(RuleBasedStateMachine):
    """The test gives it the loop, the service and the people."""

    loop: ClassVar[asyncio.AbstractEventLoop]
    tickets: ClassVar[Tickets]
    cast: ClassVar[Sequence[Somebody]]
    customers: ClassVar[Sequence[str]]

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run it where the service lives."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def one(self, number: int) -> Somebody:
        """Of the cast."""
        return self.cast[number % len(self.cast)]

    @initialize()
    def begin(self) -> None:
        self.world = World(self.tickets, self.cast)
        self.do(self.world.begin())
        by_name = {who.name: who for who in self.cast}
        for name, area in BEFORE:
            fields = {"area": area}
            if name == "operator":
                fields["customer_id"] = self.customers[0]
            self.do(self.world.open(by_name[name], fields, None))

    @precondition(lambda self: len(self.world.known) < MOST)
    @rule(who=ANY, fields=FIELDS, key=KEYS)
    def open(self, who: int, fields: dict[str, Any], key: str | None) -> None:
        if "customer_id" in fields:
            number = fields["customer_id"] % len(self.customers)
            fields = fields | {"customer_id": self.customers[number]}
        self.do(self.world.open(self.one(who), fields, key))

    @rule(who=ANY, at=AT, step=st.sampled_from(list(RIGHTS)), words=WORDS, key=KEYS)
    def act(self, who: int, at: int, step: str, words: Words, key: str | None) -> None:
        """Whoever it is, whatever it is, be it to a ticket that never was."""
        self.do(self.world.act(self.one(who), at, deed_of(step, words, self.cast), key))

    @rule(deeds=DEEDS)
    def act_by_right(self, deeds: list[tuple[int, Words, str | None]]) -> None:
        """What somebody may do now, if they name nobody; and again."""
        for number, words, key in deeds:
            permitted = self.world.permitted()
            if permitted:
                who, at, step = permitted[number % len(permitted)]
                self.do(self.world.act(who, at, deed_of(step, words, self.cast), key))

    @rule(who=ANY, at=AT, chosen=CHOSEN)
    def answer(self, who: int, at: int, chosen: dict[str, str]) -> None:
        self.do(self.world.answer(self.one(who), at % len(self.world.known), chosen))

    @rule()
    def days_pass(self) -> None:
        self.do(self.world.days_pass())

    @rule(who=ANY, name=st.sampled_from(["Sin conexión", "No navega"]), behind=st.integers(0, 1))
    def name_category(self, who: int, name: str, behind: int) -> None:
        self.do(self.world.name_category(self.one(who), name, behind))

    @rule(who=ANY, asked=st.sampled_from(list(FILTERS)))
    def look_at_list(self, who: int, asked: str) -> None:
        self.do(self.world.look_at_list(self.one(who), asked))

    @rule(who=ANY, at=AT)
    def look_at_one(self, who: int, at: int) -> None:
        self.do(self.world.look_at_one(self.one(who), at % len(self.world.known)))

    def teardown(self) -> None:
        """In the end everybody looks at everything."""
        if hasattr(self, "world"):
            self.do(self.world.everybody_looks())
