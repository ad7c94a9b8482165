"""The routes of reasons, hours, queues, operators, offers and call-backs."""

from intake.inbound import (
    http_call_backs,
    http_duty,
    http_hours,
    http_offers,
    http_queues,
    http_reasons,
)

ROUTERS = (
    http_reasons.router,
    http_hours.router,
    http_queues.router,
    http_duty.router,
    http_offers.router,
    http_call_backs.router,
)
