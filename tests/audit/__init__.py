"""`make audit`: a site as in production, every address of its map walked, and what is found told in one table."""
