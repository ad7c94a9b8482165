"""`python -m orders migrate | api | worker | all`."""

from chassis.command import main
from orders.app import define
from orders.settings import Settings

main("orders", Settings, define)
