"""What can be seen from outside when it is over, and how long it took to come to rest."""
