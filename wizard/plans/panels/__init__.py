"""The panels of a plan, each laid out in a module of its own: what stands in them, in words and drawings."""
