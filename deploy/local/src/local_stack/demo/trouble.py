"""What ends a loading or a playing before its time."""


class Trouble(RuntimeError):
    """It cannot go on; the message is for a person."""
