"""The method held to its figures over a grid of situations and over firms: `make advice`."""
