"""People of every role do things to tickets in any order: all that is seen and all that is refused
is what a few rules say. Counter-examples that the search finds are printed as code."""

import asyncio

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from services.tickets.tests.surveys.asking import Tickets, create_form
from services.tickets.tests.walks.cast import assemble
from services.tickets.tests.walks.walk import Walk

from chassis.reach import Reach
from chassis.ties import InArea
from tickets.domain import lifecycle, permits
from tickets.domain.lifecycle import Action, State
from tickets.outbound.scope import TICKETS

# The same walks at every run.
SETTINGS = settings(
    max_examples=8,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
WITHOUT_SHRINKING = settings(SETTINGS, phases=[Phase.generate], report_multiple_bugs=False)


@pytest_asyncio.fixture
async def walk(tickets: Tickets) -> type[Walk]:
    """The search on a service with people, and a form for surveys."""
    assert (await create_form(tickets)).status_code == 201
    cast, customers = await assemble(tickets)
    loop = asyncio.get_running_loop()
    names = {"loop": loop, "tickets": tickets, "cast": cast, "customers": customers}
    return type("BoundWalk", (Walk,), names)


@pytest.mark.timeout(300)
async def test_every_walk_goes_by_the_rules(walk: type[Walk]) -> None:
    """B07, B17, B20-B24, B26, B29, B41, B55, B58, B61, C27, D04, E78: what is out of sight is as
    missing, what is refused changes nothing, lists and single views agree, nothing fails."""
    await asyncio.to_thread(run_state_machine_as_test, walk, settings=SETTINGS)


def _another_area_decides(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(permits, "_OF_THE_AREA", ())


def _a_state_is_left_out(patch: pytest.MonkeyPatch) -> None:
    after_finish = lifecycle._ALLOWED_IN[Action.CANCEL] | {State.FINISHED}
    patch.setitem(lifecycle._ALLOWED_IN, Action.CANCEL, after_finish)


def _a_list_shows_too_little(patch: pytest.MonkeyPatch) -> None:
    ties = tuple(each for each in TICKETS.ties[Reach.AREA] if isinstance(each, InArea))
    patch.setitem(TICKETS.ties, Reach.AREA, ties)


WOUNDS = (_another_area_decides, _a_state_is_left_out, _a_list_shows_too_little)


@pytest.mark.timeout(300)
async def test_a_service_that_breaks_a_rule_is_found_out(walk: type[Walk]) -> None:
    """The control: the same search must find each of these."""
    for wound in WOUNDS:
        with pytest.MonkeyPatch.context() as patch:
            wound(patch)
            with pytest.raises(AssertionError):
                await asyncio.to_thread(run_state_machine_as_test, walk, settings=WITHOUT_SHRINKING)
