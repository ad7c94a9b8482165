"""Which queue a contact waits in."""

import pytest

from intake.domain.queues import Queue, Routes
from intake.domain.words import Channel

ROUTES = Routes(
    [
        Queue("general", "General", position=100),
        Queue("rosario", "Rosario", cities=("Rosario", "Funes"), position=20),
        Queue("sales", "Ventas", areas=("sales",), position=10),
        Queue("chats", "Chats", channels=("chat",), position=30),
        Queue("forms", "Formularios", channels=("inquiry",), cities=("Córdoba",), position=5),
        Queue("closed", "Cerrada", position=0, active=False),
    ]
)


@pytest.mark.parametrize(
    ("channel", "city", "areas", "queue"),
    [
        (Channel.CALL, None, (), "general"),
        (Channel.CALL, "ROSARIO", (), "rosario"),
        (Channel.CHAT, "rosario", (), "rosario"),
        (Channel.CHAT, "Bogotá", (), "chats"),
        (Channel.CALL, "Rosario", ("support", "sales"), "sales"),
        (Channel.EMAIL, "cordoba", (), "forms"),
    ],
)
def test_the_first_queue_that_fits_has_the_contact(
    channel: Channel, city: str | None, areas: tuple[str, ...], queue: str
) -> None:
    assert ROUTES.queue_of(channel, city, areas) == queue


def test_where_no_queue_fits_there_is_none() -> None:
    assert Routes([Queue("chats", "x", channels=("chat",))]).queue_of(Channel.CALL, "x", ()) is None


def test_only_queues_in_use_that_want_it_give_out_contacts() -> None:
    queues = [Queue("a", "a"), Queue("b", "b", offers="least-busy"),
              Queue("c", "c", offers="skills", active=False)]  # fmt: skip

    assert [each.code for each in Routes(queues).offering] == ["b"]
