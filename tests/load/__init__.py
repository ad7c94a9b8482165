"""How fast the main path is: measured on real servers, against what the machine can do at best."""
