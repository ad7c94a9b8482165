"""`python -m notifications migrate | api | worker | all`."""

from chassis.command import main
from notifications.app import define
from notifications.settings import Settings

if __name__ == "__main__":
    main("notifications", Settings, define)
