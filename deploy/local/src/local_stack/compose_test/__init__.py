"""Proves docker-compose.yml: builds, starts, uses, inspects and removes everything in it."""
