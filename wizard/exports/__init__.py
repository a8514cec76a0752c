"""A plan to take away: one module for each format, every one made from a stored version alone."""
