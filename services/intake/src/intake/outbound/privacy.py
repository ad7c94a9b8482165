"""What this service knows of a customer, and what of it is personal."""

from chassis.privacy import Personal

# Nobody has said whose contact it is, but it came from one of the customer's phones, or under the
# customer's national id.
# Two halves and not one `or`, so that each is found by an index.
_OF_STRANGERS = """
{row}.COLUMN = any(array(
  select k.id from contact k where k.customer_id is null and k.phone = any(array(
    select unnest(c.phones) from customer c where c.customer_id = any($1)))
  union
  select k.id from contact k where k.customer_id is null and k.national_id = any(array(
    select c.national_id from customer c where c.customer_id = any($1) and c.national_id <> ''))))
"""

# Operators answer by name; what they wrote is about the customer too.
_MESSAGES = {
    "text": "''",
    "author_name": "case when {row}.author = 'operator' then {row}.author_name end",
    "failure": "null",
}

PERSONAL = (
    Personal.below(
        "message",
        "contact",
        "contact_id",
        _MESSAGES,
        likewise=_OF_STRANGERS.replace("COLUMN", "contact_id"),
    ),
    Personal.below(
        "conversation",
        "contact",
        "contact_id",
        {"lines": "'[]'"},
        likewise=_OF_STRANGERS.replace("COLUMN", "contact_id"),
    ),
    Personal(
        "contact",
        "{row}.customer_id",
        dict.fromkeys(("phone", "national_id", "name", "email", "customer_name"), "null"),
        likewise=_OF_STRANGERS.replace("COLUMN", "id"),
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
