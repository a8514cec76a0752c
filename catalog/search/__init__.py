"""Search: what a query means, what a release holds for it, and which pages answer it."""
