"""The console, measured in a real browser."""
