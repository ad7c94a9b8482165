"""What a request counts as, and how often it may come: the rules, without a server."""

import pytest

from chassis.rate_limit_buckets import MOST_REMEMBERED, LocalBuckets, charge
from chassis.rate_limiter import network_of
from chassis.rate_limits import Kind, Rate, RateLimits, Weight, weigh

DOORS = {"/api/v1/doors": Kind.DOOR, "/api/v1/session": Kind.ENTERING}


class Clock:
    """Time that only passes when told to."""

    def __init__(self) -> None:
        self.now = 5_000_000

    def __call__(self) -> int:
        return self.now


def test_a_burst_passes_at_once_and_then_the_average() -> None:
    clock, rate = Clock(), Rate(per_second=10, burst=5)
    buckets = LocalBuckets(clock)

    answers = [buckets.take([charge("a", rate, 1)]) for _ in range(6)]
    clock.now += 100_000
    later = [buckets.take([charge("a", rate, 1)]) for _ in range(2)]

    assert answers == [0, 0, 0, 0, 0, 100]
    assert later == [0, 100]


def test_what_was_refused_was_not_charged() -> None:
    clock = Clock()
    buckets = LocalBuckets(clock)
    tight, wide = Rate(per_second=1, burst=1), Rate(per_second=1, burst=100)
    both = [charge("tight", tight, 1), charge("wide", wide, 1)]

    refused = [buckets.take(both) for _ in range(50)][1:]
    left = sum(buckets.take([charge("wide", wide, 1)]) == 0 for _ in range(200))

    assert all(refused)
    assert left == 99


def test_one_caller_s_greed_is_nobody_else_s_loss() -> None:
    """Two keys do not starve each other."""
    buckets, rate = LocalBuckets(Clock()), Rate(per_second=1, burst=3)

    greedy = [buckets.take([charge("greedy", rate, 1)]) for _ in range(1_000)]
    modest = [buckets.take([charge("modest", rate, 1)]) for _ in range(3)]

    assert greedy.count(0) == 3
    assert modest == [0, 0, 0]


def test_what_costs_more_than_a_burst_is_possible_all_the_same() -> None:
    buckets, rate = LocalBuckets(Clock()), Rate(per_second=1, burst=3)

    assert buckets.take([charge("a", rate, 1_000)]) == 0
    assert buckets.take([charge("a", rate, 1)]) == 1_000


def test_invented_callers_do_not_fill_the_memory() -> None:
    buckets, rate = LocalBuckets(Clock()), Rate(per_second=1, burst=1)

    for number in range(MOST_REMEMBERED + 50):
        buckets.take([charge(str(number), rate, 1)])

    assert buckets.take([charge(str(MOST_REMEMBERED + 49), rate, 1)]) > 0
    assert buckets.take([charge("0", rate, 1)]) == 0


@pytest.mark.parametrize(
    ("method", "path", "query", "weight"),
    [
        ("GET", "/api/v1/things", "", Weight(Kind.READING, 1)),
        ("HEAD", "/api/v1/things", "after=x", Weight(Kind.READING, 1)),
        ("GET", "/api/v1/things", "query=ana", Weight(Kind.HEAVY, 2)),
        ("GET", "/api/v1/things", "limit=5&q=ana", Weight(Kind.HEAVY, 2)),
        ("POST", "/api/v1/things", "q=ana", Weight(Kind.WRITING, 1)),
        ("DELETE", "/api/v1/things/1", "", Weight(Kind.WRITING, 1)),
        ("POST", "/api/v1/things/1/export", "", Weight(Kind.HEAVY, 10)),
        ("POST", "/api/v1/things/import", "", Weight(Kind.HEAVY, 10)),
        ("POST", "/api/v1/doors/key", "", Weight(Kind.DOOR, 1)),
        ("POST", "/api/v1/doorstep", "", Weight(Kind.WRITING, 1)),
        ("POST", "/api/v1/session", "", Weight(Kind.ENTERING, 1)),
        ("GET", "/api/v1/session", "", Weight(Kind.READING, 1)),
    ],
)
def test_a_request_is_weighed(method: str, path: str, query: str, weight: Weight) -> None:
    assert weigh(method, path, query, DOORS) == weight


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("testclient", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_subscriber_is_one_address_or_half_an_ipv6_one(address: str, network: str) -> None:
    assert network_of(address) == network


def test_limits_are_settings_one_kind_at_a_time() -> None:
    text = """{"door": {"caller": {"per_second": 1, "burst": 2},
                        "address": {"per_second": 3, "burst": 4},
                        "strangers": {"per_second": 5, "burst": 6}}}"""

    limits = RateLimits.model_validate_json(text)

    assert limits.of(Kind.DOOR).strangers == Rate(per_second=5, burst=6)
    assert limits.of(Kind.READING) == RateLimits().of(Kind.READING)


def test_the_limits_let_a_thousand_behind_one_address_reach_for_one_contact() -> None:
    """B63, and the thousand takes of one address: also when nobody of them is known yet."""
    writing = RateLimits().of(Kind.WRITING)

    assert min(writing.address.burst, writing.strangers.burst) >= 1_200
