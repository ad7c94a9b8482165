"""What this service knows of a customer, and what of it is personal."""

from chassis.privacy import Personal

# A mail that is still on its way is brought to its end first; then it is forgotten.
_WHOSE = "case when {row}.state <> 'waiting' then {row}.customer_id end"
_THEIRS = "{row}.customer_id = any($1) and {row}.state <> 'waiting'"

PERSONAL = (
    Personal(
        "email",
        _WHOSE,
        {
            "facts": "'{{}}'",
            # Null says that there never was an address; '' says that it was forgotten.
            "recipient": "case when {row}.recipient is null then null else '' end",
            "recipient_name": "''",
            "subject": "''",
            "body_text": "''",
            "body_html": "''",
        },
        theirs=_THEIRS,
        silent=("secret",),
    ),
    Personal("customer", "{row}.customer_id", {"name": "''", "address": "null"}),
)
