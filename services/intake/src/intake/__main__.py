"""`python -m intake migrate | api | worker | all`."""

from chassis.command import main
from intake.app import define
from intake.settings import Settings

main("intake", Settings, define)
