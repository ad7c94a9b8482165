"""Those who are outside of Tero and go on working while it suffers: channels and people."""
