"""The weekly look at public lists: what they say, beside what is on file."""
