"""Who somebody may be who says a phone, a national id or an e-mail: everybody who fits."""

from dataclasses import dataclass

from chassis.errors import Invalid
from chassis.phones import phone_variants
from intake.application.ports import Transaction
from intake.domain.confidence import Confidence, Why, confidence_of
from intake.domain.customer import Customer
from intake.domain.identity import national_id_of


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
    reasons = [why for _, why in found]
    matches = [Match(customer, why, confidence_of(why, reasons)) for customer, why in found]
    order = list(Confidence)
    return sorted(matches, key=lambda match: order.index(match.confidence))
