"""What somebody said of a customer, with the digest by which it is known when it is said again."""

import hashlib

import orjson

from chassis.policies import Actor
from directory.application.customer_ports import How, Said, Way
from directory.domain.customer import Customer


def said(customer: Customer, revision: int | None = None) -> Said:
    """A customer whom a source tells as a whole."""
    return Said(customer, hashlib.sha256(orjson.dumps(customer)).digest(), revision)


def how(way: Way, actor: Actor) -> How:
    """Through this door, by this account."""
    return How(way, actor.account_id, actor.name)
