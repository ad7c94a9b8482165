"""`python -m tickets migrate | api | worker | all`."""

from chassis.command import main
from tickets.app import define
from tickets.settings import Settings

main("tickets", Settings, define)
