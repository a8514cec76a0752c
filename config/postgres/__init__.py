"""A private PostgreSQL that starts by itself and stops after its last user, and copies of the whole database."""
