"""The headers of every record, described for the documents."""

from typing import Any

from chassis.cloudevents import LONGEST_NAME

_TEXT = {"type": "string"}
_NAME = {**_TEXT, "maxLength": LONGEST_NAME}

HEADERS: dict[str, Any] = {
    "type": "object",
    "description": "CloudEvents 1.0, Kafka binary mode; all values are UTF-8.",
    "required": ["ce_specversion", "ce_id", "ce_type", "ce_source"],
    "properties": {
        "ce_specversion": {"const": "1.0"},
        "ce_id": {**_NAME, "description": "Of this event; with ce_source it is unique"},
        "ce_type": {**_TEXT, "description": "Which contract the value follows"},
        "ce_source": {**_NAME, "description": "Who tells it, for instance /tickets"},
        "ce_subject": {**_TEXT, "description": "Whom it is about: the same as the key"},
        "ce_time": {**_TEXT, "format": "date-time", "description": "When it happened there"},
        "ce_sequence": {
            **_TEXT,
            "pattern": "^[0-9]{1,18}$",
            "description": "The version of what it is about, from 1 without gaps",
        },
        "ce_correlationid": {**_NAME, "description": "What everything of one story shares"},
        "ce_causationid": {**_NAME, "description": "The event that this one follows from"},
        "ce_actor": {**_NAME, "description": "The account that wanted it, or `system`"},
        "traceparent": {**_NAME, "description": "W3C trace context"},
        "content-type": {"const": "application/json"},
    },
}
