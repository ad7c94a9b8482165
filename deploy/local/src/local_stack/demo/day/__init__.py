"""The recorded day: what channel systems sent, when, through which door, and what must become of
each message."""
