"""The tags of a plan's page."""
