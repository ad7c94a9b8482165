"""What a viewer can do with a contact now, so that no screen has to guess."""

from dataclasses import dataclass
from uuid import UUID

from intake.domain.words import ANSWERED, Channel, State


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and what they may do."""

    id: UUID
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides: a contact in a few words. `ended`: the desk is done with it, while a call that
    was attended is closed as soon as the caller hangs up. `ticket_wanted`: it does not end before
    its holder has said which ticket is its own; `ticket_settled`: there is no other it could have.
    """

    channel: Channel
    state: State
    holder_id: UUID | None
    customer_known: bool
    ticket_known: bool
    ended: bool
    transcript_known: bool
    ticket_wanted: bool = False
    ticket_settled: bool = False
    answerable: bool = True


def allowed_actions(it: Situation, viewer: Viewer) -> list[str]:
    """In the order of their importance; empty where nothing can be done but look."""
    mine, is_open = it.holder_id == viewer.id, it.state is not State.CLOSED
    works_on = mine and not it.ended
    tends = works_on or (is_open and it.holder_id is None)
    by_others = it.holder_id is not None and not mine
    may = viewer.permissions.__contains__
    forces = may("contacts.force-return")
    possible = {
        "take": is_open and it.holder_id is None and may("contacts.take"),
        "attention": it.ticket_known and may("tickets.read"),
        "return": is_open and (mine or (by_others and forces)),
        "renew": is_open and mine and may("contacts.take"),
        "update": works_on and may("contacts.take"),
        "transfer": is_open and may("contacts.take") and (mine or (by_others and forces)),
        "reason": works_on and may("contacts.take"),
        "reply": is_open
        and mine
        and it.channel in ANSWERED
        and it.answerable
        and may("contacts.reply"),
        "finish": works_on and not it.ticket_wanted and may("contacts.finish"),
        "ticket": works_on and not it.ticket_settled and may("contacts.link"),
        "derive": works_on and it.ticket_known and may("contacts.derive"),
        "service": tends and it.customer_known and may("contacts.link"),
        "link": not it.customer_known and may("contacts.link"),
        "relink": tends and it.customer_known and may("contacts.link"),
        "transcript": it.transcript_known or it.channel is not Channel.CALL,
    }
    return [action for action, allowed in possible.items() if allowed]
