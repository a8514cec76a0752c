"""One module a list: where its files are, and what they say."""
