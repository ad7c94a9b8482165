"""What this service knows of a customer, and what of it is personal."""

from chassis.privacy import Personal

# Nobody has said whose contact it is, but it came from one of the customer's phones, or under the
# customer's national id.
_STRANGER = """
{row}.customer_id is null and (
  {row}.phone in (select unnest(c.phones) from customer c where c.customer_id = any($1))
  or {row}.national_id in (
    select c.national_id from customer c where c.customer_id = any($1) and c.national_id <> ''))
"""
_OF_STRANGER = f"""
exists (select from contact k
        where k.id = {{row}}.contact_id and {_STRANGER.format(row="k")})
"""

PERSONAL = (
    Personal(
        "conversation",
        "select k.customer_id from contact k where k.id = {row}.contact_id",
        {"lines": "'[]'"},
        likewise=_OF_STRANGER,
    ),
    Personal(
        "contact",
        "{row}.customer_id",
        dict.fromkeys(("phone", "national_id", "name", "email", "customer_name"), "null"),
        likewise=_STRANGER,
    ),
    Personal(
        "customer",
        "{row}.customer_id",
        {
            "name": "''",
            "national_id": "''",
            "phones": "'{{}}'",
            "emails": "'{{}}'",
            "services": "'[]'",
        },
    ),
)
