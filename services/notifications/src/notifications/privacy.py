"""What this service knows of a customer, and what of it is personal."""

from chassis.privacy import Personal

# A mail that is still on its way is brought to its end first; then it is forgotten.
_WHOSE = "case when {row}.settled_at is not null then {row}.customer_id end"

PERSONAL = (
    Personal(
        "email",
        _WHOSE,
        {
            "facts": "'{{}}'",
            "recipient": "null",
            "recipient_name": "''",
            "subject": "''",
            "body_text": "''",
            "body_html": "''",
        },
        silent=("secret",),
    ),
    Personal("customer", "{row}.customer_id", {"name": "''", "address": "null"}),
)
