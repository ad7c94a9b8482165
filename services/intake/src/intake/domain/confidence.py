"""How sure it is who somebody is, and why."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Literal

Why = Literal["national-id", "phone", "email"]
Evidence = Literal["operator", "portal-session", "national-id", "phone", "email"]

# Who says so answers for it: a person at the desk, or the portal that let the customer in.
_PROOF: frozenset[Evidence] = frozenset({"operator", "portal-session"})


class Confidence(StrEnum):
    """In the order in which candidates are offered."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


def confidence_of(why: Sequence[Why], all_reasons: Collection[Sequence[Why]]) -> Confidence:
    """Of one of several customers who fit. Two things that agree, or the only owner of a national
    id, leave no doubt; a telephone rings for a whole house."""
    is_alone = all(sum(reason in other for other in all_reasons) == 1 for reason in why)
    if len(why) > 1 or (list(why) == ["national-id"] and is_alone):
        return Confidence.CERTAIN
    return Confidence.PROBABLE if is_alone or "national-id" in why else Confidence.POSSIBLE


def confidence_in(evidence: Sequence[Evidence]) -> Confidence:
    """Of the customer a contact has, by all that speaks for them."""
    if _PROOF.intersection(evidence) or "national-id" in evidence or len(evidence) > 1:
        return Confidence.CERTAIN
    return Confidence.PROBABLE
