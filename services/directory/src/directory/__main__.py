"""`python -m directory migrate | api | worker | all`."""

from chassis.command import main
from directory.app import define
from directory.settings import Settings

main("directory", Settings, define)
