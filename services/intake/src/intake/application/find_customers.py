"""Who somebody may be who says a phone, a national id or an e-mail: everybody who fits."""

from dataclasses import dataclass
from typing import Literal

from chassis.errors import Invalid
from chassis.phones import phone_variants
from intake.application.ports import Transaction, Why
from intake.domain.customer import Customer
from intake.domain.identity import national_id_of

Confidence = Literal["certain", "likely", "possible"]


@dataclass(frozen=True, slots=True)
class Question:
    """What was said; a phone is E.164 if it is one."""

    phone: str | None = None
    national_id: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A customer who fits, why, and how sure that is."""

    customer: Customer
    why: list[Why]
    confidence: Confidence


async def find_customers(question: Question, tx: Transaction) -> list[Match]:
    """The surest first. Invalid where nothing was said to look for."""
    national_id = national_id_of(question.national_id or "") or None
    phones = phone_variants(question.phone) if question.phone else []
    emails = sorted({question.email, question.email.lower()}) if question.email else []
    if not (national_id or phones or emails):
        raise Invalid("Say a phone, a national id or an e-mail.", code="nothing-to-look-for")
    found = await tx.customers.matching(national_id, phones, emails)
    matches = [
        Match(customer, why, _confidence(why, [other for _, other in found]))
        for customer, why in found
    ]
    order = ("certain", "likely", "possible")
    return sorted(matches, key=lambda match: order.index(match.confidence))


def _confidence(why: list[Why], all_reasons: list[list[Why]]) -> Confidence:
    """Two things that agree, or the only owner of a national id, leave no doubt."""
    is_alone = all(sum(reason in other for other in all_reasons) == 1 for reason in why)
    if len(why) > 1 or (why == ["national-id"] and is_alone):
        return "certain"
    return "likely" if is_alone or why == ["national-id"] else "possible"
