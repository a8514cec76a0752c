"""Plans from their first draft to the page of a version, and what becomes of them afterwards."""
