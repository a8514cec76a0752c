"""A private PostgreSQL that starts by itself and stops after its last user, locks, and copies of the whole database."""
