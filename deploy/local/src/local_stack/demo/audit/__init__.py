"""Whether what the outside shows is what was sent and done."""
