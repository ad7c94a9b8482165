"""Limits that no test reaches, for tests that ask thousands of things from one address."""

from chassis.rate_limits import Allowance, Kind, Rate, RateLimits

_MUCH = Rate(per_second=1_000_000, burst=1_000_000)
OUT_OF_REACH = RateLimits(
    **{kind.value: Allowance(caller=_MUCH, address=_MUCH, strangers=_MUCH) for kind in Kind}
)
