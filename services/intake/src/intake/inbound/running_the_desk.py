"""All routes for those who run the desk: its reasons, hours, queues, operators and offers."""

from intake.inbound import http_duty, http_hours, http_offers, http_queues, http_reasons

ROUTERS = (
    http_reasons.router,
    http_hours.router,
    http_queues.router,
    http_duty.router,
    http_offers.router,
)
