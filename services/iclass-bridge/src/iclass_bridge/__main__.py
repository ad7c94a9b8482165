"""`python -m iclass_bridge migrate | api | worker | all`."""

from chassis.command import main
from iclass_bridge.app import define
from iclass_bridge.settings import Settings

main("iclass_bridge", Settings, define)
