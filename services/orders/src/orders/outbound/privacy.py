"""What this service knows of a customer, and what of it is personal."""

from chassis.privacy import Personal

_TEXT = "case when {{row}}.{column} is null then null else '' end"

PERSONAL = (
    Personal.below("timeline_entry", "service_order", "order_id", {"body": "''"}),
    Personal(
        "service_order",
        "{row}.customer_id",
        {
            "description": "''",
            "customer_name": _TEXT.format(column="customer_name"),
            "customer_national_id": "null",
            "customer_phone": _TEXT.format(column="customer_phone"),
            "address": _TEXT.format(column="address"),
            "latitude": "null",
            "longitude": "null",
            "resolution": _TEXT.format(column="resolution"),
            "observation": _TEXT.format(column="observation"),
            "cancel_reason": _TEXT.format(column="cancel_reason"),
        },
    ),
    Personal(
        "known_ticket",
        "{row}.customer_id",
        dict.fromkeys(("customer_name", "customer_phone"), "null"),
    ),
    Personal(
        "known_customer",
        "{row}.customer_id",
        {"name": "''", "national_id": "''", "phones": "'{{}}'", "contracts": "'[]'"},
    ),
)
