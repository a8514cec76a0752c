"""Filters of lists: what an address asks for, as Django forms that test each row."""
