"""What this service knows of a customer, and what of it is personal.

Its rows are about orders; the copy of the orders says whose these are.
"""

from chassis.privacy import Personal

_TEXT = "case when {{row}}.{column} is null then null else '' end"
_WHOSE = "select o.customer_id from known_order o where o.order_id = {row}.order_id"
_THEIRS = """
{row}.order_id = any(array(select o.order_id from known_order o where o.customer_id = any($1)))
"""

# A call that Iclass has not answered yet needs what it says; it is forgotten with its answer.
_SETTLED = "{row}.state in ('done', 'given-up')"
_WHOSE_CALL = f"""
select o.customer_id from known_order o
where o.order_id = case when {_SETTLED} then cast({{row}}.subject as uuid) end
"""  # noqa: S608 - the declaration's own
_THEIR_CALLS = f"""
{_SETTLED} and {{row}}.subject = any(array(
  select o.order_id::text from known_order o where o.customer_id = any($1)))
"""  # noqa: S608 - as above

PERSONAL = (
    # What technicians wrote; `body` is that as it came.
    Personal(
        "technician_event",
        _WHOSE,
        {
            "text": "''",
            "resolution": _TEXT.format(column="resolution"),
            "observation": _TEXT.format(column="observation"),
            "body": "''",
        },
        theirs=_THEIRS,
    ),
    # Why Iclass refused, in its own words.
    Personal("dispatch", _WHOSE, {"refusal": _TEXT.format(column="refusal")}, theirs=_THEIRS),
    # What Iclass was told of them.
    Personal(
        "kernel_call",
        _WHOSE_CALL,
        {"payload": "'{{}}'", "last_error": _TEXT.format(column="last_error")},
        theirs=_THEIR_CALLS,
        silent=("claim_token", "claimed_by", "claimed_until", "may_hurry", "cause"),
    ),
)
