"""Takes every e-mail it is sent, keeps it, and shows it on a page."""
