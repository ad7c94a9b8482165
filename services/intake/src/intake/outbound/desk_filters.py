"""What a question to the desk asks of a contact, as SQL: the same for lists, counts and streams."""

from collections.abc import Sequence
from typing import Any

from chassis.scope import placed
from intake.application.desk import DeskQuery
from intake.domain.words import Channel, Screen, State
from intake.outbound.desk_search import word_conditions

_KNOWN = f"screen <> '{Screen.CALLS_WITHOUT_CITY}'"


def states_of(query: DeskQuery) -> Sequence[State]:
    """The states that are asked for; each is a stretch of an index."""
    if query.state is not None:
        return (query.state,)
    # Free means that it can be taken; among all that were ever closed, few were free.
    return (State.LIVE, State.OPEN) if query.only_free else tuple(State)


def conditions_of(query: DeskQuery, values: list[Any]) -> list[str]:
    """All but the states and the place in the list; values are added to `values`."""
    return [*where_to_look(query, values), *what_to_look_for(query, values)]


def where_to_look(query: DeskQuery, values: list[Any]) -> list[str]:
    """What an index leads to, the screen first."""
    return [*_screen(query, values), *_holders(query, values), *_time(query, values)]


def what_to_look_for(query: DeskQuery, values: list[Any]) -> list[str]:
    """What is looked at on the way through them."""
    return [
        *_claim(query, values),
        *_place_and_reason(query, values),
        *_person(query, values),
    ]


def _screen(query: DeskQuery, values: list[Any]) -> list[str]:
    if query.screen != "mine":
        return [f"screen = {placed(values, query.screen)}"]
    conditions = [f"taken_by = {placed(values, query.viewer_id)}"]
    if not query.with_inquiries:
        conditions.append(f"channel in ('{Channel.CALL}', '{Channel.CHAT}')")
    return conditions


def _holders(query: DeskQuery, values: list[Any]) -> list[str]:
    conditions = []
    if query.claim == "mine" and not query.only_free:
        conditions.append(f"taken_by = {placed(values, query.viewer_id)}")
    if query.holder is not None:
        conditions.append(f"taken_by = {placed(values, query.holder)}")
    return conditions


def _claim(query: DeskQuery, values: list[Any]) -> list[str]:
    if query.only_free:
        return ["taken_by is null"]
    if query.claim == "taken":
        return [f"taken_by <> {placed(values, query.viewer_id)}"]
    return []


def _place_and_reason(query: DeskQuery, values: list[Any]) -> list[str]:
    """City and reason say the same as the columns that are shown, but in columns whose contents
    the planner knows."""
    conditions = []
    if query.city is not None:
        city = placed(values, query.city)
        conditions += [f"(city = {city} or city is null and customer_city = {city})", _KNOWN]
    if query.reason is not None:
        reason = placed(values, query.reason)
        conditions.append(
            f"(chosen_reason = {reason} or chosen_reason is null and contact.reason = {reason} "
            f"and {_KNOWN})"
        )
    if query.queue is not None:
        conditions.append(f"routed_to = {placed(values, query.queue)}")
    if query.channel is not None:
        conditions.append(f"channel = {placed(values, query.channel)}")
    return conditions


def _time(query: DeskQuery, values: list[Any]) -> list[str]:
    conditions = []
    if query.since is not None:
        conditions.append(f"received_at >= {placed(values, query.since)}")
    if query.until is not None:
        conditions.append(f"received_at < {placed(values, query.until)}")
    return conditions


def _person(query: DeskQuery, values: list[Any]) -> list[str]:
    conditions = []
    if query.unidentified is not None:
        conditions.append(f"customer_id is {'' if query.unidentified else 'not '}null")
    if query.words is not None:
        conditions += word_conditions(query.words, values)
    return conditions
