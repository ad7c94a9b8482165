"""What e-mails say: templates with named places, one set per language, filled with safe text."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from contracts.tickets import TicketClosedV1
from notifications.mail_safe import LONGEST_NAME, body_text, header_text

TICKET_CLOSED = "ticket-closed"
REPLY = "reply"
LANGUAGES = ("es", "pt", "en")
LONGEST_SUBJECT = 200
_LONGEST_TITLE = 150
_LONGEST_BODY = 20_000


@dataclass(frozen=True)
class ClosingFacts:
    """What the letter about a closed ticket is made of; all texts are mail-safe."""

    number: int
    title: str
    closing_text: str
    name: str

    @classmethod
    def of(cls, closed: TicketClosedV1, name: str | None) -> "ClosingFacts":
        """The facts in the event, and the customer's name as known here."""
        return cls(
            number=closed.number,
            title=header_text(closed.title, _LONGEST_TITLE),
            closing_text=body_text(closed.closing_text)[:_LONGEST_BODY].strip(),
            name=header_text(name or "", LONGEST_NAME),
        )

    def as_mapping(self) -> dict[str, object]:
        """For a template, and for the row the letter is kept in."""
        return asdict(self)


@dataclass(frozen=True)
class Letter:
    """A finished letter. `text` and `html` say the same."""

    language: str
    subject: str
    text: str
    html: str


class Letters:
    """Writes letters. Values fill places: nothing in them is evaluated, and HTML stays text."""

    def __init__(self, company: str) -> None:
        self._company = company
        self._environment = Environment(
            loader=PackageLoader("notifications"),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
        )

    def write(self, template: str, language: str | None, facts: Mapping[str, object]) -> Letter:
        """The letter in the customer's language (`pt-BR` is `pt`), Spanish if there is none."""
        short = (language or "")[:2].lower()
        chosen = short if short in LANGUAGES else LANGUAGES[0]
        places = {**facts, "company": self._company, "language": chosen}
        subject = header_text(
            self._fill(f"{template}/{chosen}.subject.txt", places), LONGEST_SUBJECT
        )
        places["subject"] = subject
        return Letter(
            language=chosen,
            subject=subject,
            text=self._fill(f"{template}/{chosen}.txt", places),
            html=self._fill(f"{template}/{chosen}.html", places),
        )

    def _fill(self, name: str, places: Mapping[str, object]) -> str:
        return self._environment.get_template(name).render(places)
