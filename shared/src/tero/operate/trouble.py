"""What stops a command: one sentence for the person who gave it, never a traceback."""


class Trouble(Exception):
    """Its text is the whole complaint."""


class Refused(Trouble):
    """A service, or the gateway in its stead, answered that it will not or cannot."""

    def __init__(self, sentence: str, *, status: int, code: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code

    @property
    def is_away(self) -> bool:
        """Whether there is nobody behind the gateway who could have answered."""
        return self.status in (502, 503, 504)
