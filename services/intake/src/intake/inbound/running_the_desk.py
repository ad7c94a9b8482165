"""All routes for those who run the desk: its reasons and its hours."""

from intake.inbound import http_hours, http_reasons

ROUTERS = (http_reasons.router, http_hours.router)
