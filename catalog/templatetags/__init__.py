"""The tags and filters of Pilotlight's pages."""
