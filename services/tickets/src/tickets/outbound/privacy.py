"""What this service knows of a customer, and what of it is personal."""

from chassis.privacy import Personal

_TEXT = "case when {{row}}.{column} is null then null else '' end"

# What staff did keeps their names; what a customer did by an account of their own does not.
_NAME = """
case when exists (
  select from kernel_account k where k.account_id = {{row}}.{id} and k.customer_id is not null)
then '(borrado)' else {{row}}.{name} end
"""

PERSONAL = (
    Personal.below(
        "timeline",
        "tickets",
        "ticket_id",
        {"body": "''", "author_name": _NAME.format(id="author_id", name="author_name")},
    ),
    Personal.below("title_gram", "tickets", "ticket_id", silent=("grams",)),
    Personal.below(
        "orders",
        "tickets",
        "ticket_id",
        {name: _TEXT.format(column=name) for name in ("description", "resolution")},
    ),
    # What was selected stays, as figures do; nothing in it is in anybody's own words.
    # The link of their letter leads nowhere; it is a key, and nothing about them.
    Personal(
        "survey",
        "{row}.customer_id",
        {"answered_by": "null", "link_digest": "null", "link_until": "null"},
        silent=("link_digest", "link_until"),
    ),
    Personal(
        "tickets",
        "{row}.customer_id",
        {
            "title": "'(borrado)'",
            "title_search": "'(borrado)'",
            "description": "''",
            "requester_name": "null",
            "requester_phone": "null",
            "requester_email": "null",
            "service_address": "null",
            "unit_serial": _TEXT.format(column="unit_serial"),
            "registered_by_name": _NAME.format(id="registered_by", name="registered_by_name"),
            "resolution": _TEXT.format(column="resolution"),
            "closing_text": _TEXT.format(column="closing_text"),
        },
        silent=("title_search",),
    ),
    Personal("units", "{row}.customer_id"),
    Personal(
        "customer_book",
        "{row}.customer_id",
        {
            "name": "''",
            "national_id": "''",
            "phones": "'{{}}'",
            "emails": "'{{}}'",
            "services": "'[]'",
        },
    ),
    Personal("customers", "{row}.customer_id", dict.fromkeys(("name", "phone", "email"), "null")),
)
