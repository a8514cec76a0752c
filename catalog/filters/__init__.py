"""Filters of lists: what an address asks for, as Django forms, with the question that each asks of a row."""
